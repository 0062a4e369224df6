package dev.recur.analysis.rule;

import dev.recur.analysis.incident.Described;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes a pattern worth an investigation.
 *
 * @param id stays the same through all versions
 * @param activeFrom when it was last changed; what had ended by then is not judged
 */
public record Rule(UUID id, int version, boolean enabled, Instant activeFrom, Definition definition) {

    /**
     * What people write.
     *
     * @param kinds which incidents it counts
     * @param mergeWithin incidents of a group that close together are one occurrence
     * @param escalateAt further values worth telling, rising
     */
    public record Definition(
            String name,
            @Nullable String description,
            Set<Kind> kinds,
            Matchers where,
            List<String> groupBy,
            Window window,
            Duration mergeWithin,
            Condition condition,
            List<BigDecimal> escalateAt,
            Priority priority) {

        /** The length of the window that rolls, of silence the silence; nothing for a calendar window. */
        public Optional<Duration> rolling() {
            if (condition instanceof Condition.Silence silence) {
                return Optional.of(silence.noneFor());
            }
            return window instanceof Window.Rolling rolling ? Optional.of(rolling.length()) : Optional.empty();
        }

        /** True where other groups' incidents decide too: the group's share of everything. */
        public boolean comparesGroups() {
            return condition instanceof Condition.Share share && share.of() == null;
        }
    }

    /** True if the incident is one that the rule counts. */
    public boolean selects(Described incident) {
        return incident.counted()
                && definition.kinds().contains(incident.kind())
                && definition.where().matches(incident::valuesOf);
    }

    /** The groups that an incident is in: one for every combination of its values, none where it lacks a dimension. */
    public List<Group> groupsOf(Described incident) {
        if (!selects(incident)) {
            return List.of();
        }
        List<Map<String, String>> combinations = List.of(Map.of());
        for (var dimension : definition.groupBy()) {
            var longer = new ArrayList<Map<String, String>>();
            for (var combination : combinations) {
                for (var value : incident.valuesOf(dimension)) {
                    var next = new TreeMap<>(combination);
                    next.put(dimension, value);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations.stream().map(Group::new).toList();
    }

    /** True if the incident is in that group. */
    public boolean isIn(Group group, Described incident) {
        return selects(incident)
                && group.values().entrySet().stream()
                        .allMatch(member -> incident.valuesOf(member.getKey()).contains(member.getValue()));
    }
}
