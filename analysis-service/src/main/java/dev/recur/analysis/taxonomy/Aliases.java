package dev.recur.analysis.taxonomy;

import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.tag.Tag;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the values of a taxonomy count as. */
public final class Aliases {

    /** Every value counts as itself. */
    public static final Aliases NONE = new Aliases(Map.of(), Map.of());

    private final Map<String, Map<String, String>> replacedBy;
    private final Map<String, Set<String>> closed;

    private Aliases(Map<String, Map<String, String>> replacedBy, Map<String, Set<String>> closed) {
        this.replacedBy = replacedBy;
        this.closed = closed;
    }

    public static Aliases of(Taxonomy taxonomy) {
        var replacedBy = new HashMap<String, Map<String, String>>();
        var closed = new HashMap<String, Set<String>>();
        for (var axis : taxonomy.dimensions()) {
            var listed = new HashSet<String>();
            for (var value : axis.values()) {
                listed.add(value.name());
                if (value.replacedBy() != null) {
                    replacedBy
                            .computeIfAbsent(axis.name(), name -> new HashMap<>())
                            .put(value.name(), value.replacedBy());
                }
            }
            if (axis.closed()) {
                closed.put(axis.name(), listed);
            }
        }
        return new Aliases(replacedBy, closed);
    }

    /** True if every value counts as itself. */
    public boolean isEmpty() {
        return replacedBy.isEmpty() && closed.isEmpty();
    }

    /** What a normalised value counts as. */
    public String resolve(String dimension, String value) {
        var ofDimension = replacedBy.getOrDefault(dimension, Map.of());
        var resolved = value;
        // A taxonomy whose aliases go in a circle is refused.
        for (var next = ofDimension.get(resolved); next != null; next = ofDimension.get(resolved)) {
            resolved = next;
        }
        var listed = closed.get(dimension);
        return listed == null || listed.contains(resolved) ? resolved : Taxonomy.OTHER;
    }

    /** What normalised values count as, each once, sorted. */
    public List<String> resolve(String dimension, Collection<String> values) {
        return values.stream()
                .map(value -> resolve(dimension, value))
                .distinct()
                .sorted()
                .toList();
    }

    /** The same matchers with their literals normalised and resolved, as the values that they meet are. */
    public Matchers resolve(Matchers where) {
        var normal = where.mapLiterals(Tag::normalise);
        if (isEmpty()) {
            return normal;
        }
        return new Matchers(normal.all().stream().map(this::resolve).toList());
    }

    private Matcher resolve(Matcher matcher) {
        return switch (matcher.operator()) {
            case EQUAL, NOT_EQUAL ->
                matcher.value().isEmpty()
                        ? matcher
                        : Matcher.of(matcher.name(), matcher.operator(), resolve(matcher.name(), matcher.value()));
            case MATCHES, DOES_NOT_MATCH -> matcher;
        };
    }

    /** The values of a dimension that incidents carry by these aliases and would not, or not all, by others. */
    public Set<String> changed(String dimension, Aliases other) {
        var values = new TreeSet<String>();
        values.addAll(replacedBy.getOrDefault(dimension, Map.of()).keySet());
        values.addAll(other.replacedBy.getOrDefault(dimension, Map.of()).keySet());
        var changed = new TreeSet<String>();
        for (var value : values) {
            var here = resolve(dimension, value);
            if (!here.equals(other.resolve(dimension, value))) {
                changed.add(here);
            }
        }
        return changed;
    }

    /** True if both list the same values of a dimension that is closed in either. */
    public boolean sameClosed(String dimension, Aliases other) {
        return closed.getOrDefault(dimension, Set.of()).equals(other.closed.getOrDefault(dimension, Set.of()))
                && closed.containsKey(dimension) == other.closed.containsKey(dimension);
    }
}
