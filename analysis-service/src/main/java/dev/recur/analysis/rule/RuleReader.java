package dev.recur.analysis.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what people write of a rule, collecting every problem. */
public final class RuleReader {

    private static final int MOST_DIMENSIONS = 3;
    private static final Set<Kind> DEFAULT_KINDS = Set.of(Kind.INCIDENT, Kind.SECURITY_INCIDENT);
    private static final List<String> MEMBERS = List.of(
            "name",
            "description",
            "enabled",
            "kinds",
            "where",
            "groupBy",
            "window",
            "mergeWithin",
            "condition",
            "escalateAt",
            "priority",
            // what an answer adds: whoever sends back what they read need not take it out
            "id",
            "version",
            "activeFrom");
    private static final Duration LONGEST_MERGE = Duration.ofDays(366);

    private final ObjectReader object;
    private final Problems problems;

    private RuleReader(ObjectReader object) {
        this.object = object;
        this.problems = object.problems();
    }

    /** What people write of a rule, apart from its definition. */
    public record Draft(Rule.Definition definition, boolean enabled) {}

    /** The rule in a body, or nothing when there are problems with it. */
    public static Optional<Draft> read(JsonNode body, Problems problems) {
        if (!(body instanceof ObjectNode node)) {
            problems.add("", "must be an object");
            return Optional.empty();
        }
        var reader = new ObjectReader(node, "", problems);
        reader.refuseUnknown(MEMBERS);
        return new RuleReader(reader).draft(reader.requiredText("name", 100));
    }

    private Optional<Draft> draft(@Nullable String name) {
        var description = object.text("description", 2000);
        var enabled = enabled();
        var kinds = kinds();
        var where = Objects.requireNonNullElse(Where.read(object, "where"), Matchers.NONE);
        var groupBy = groupBy();
        var window = window();
        var mergeWithin = mergeWithin();
        var condition = condition(groupBy, window);
        var escalateAt = escalateAt(condition);
        var priority = priority();
        if (!problems.isEmpty() || name == null || window == null || condition == null) {
            return Optional.empty();
        }
        return Optional.of(new Draft(
                new Rule.Definition(
                        name, description, kinds, where, groupBy, window, mergeWithin, condition, escalateAt, priority),
                enabled));
    }

    private boolean enabled() {
        var node = present("enabled");
        if (node != null && !node.isBoolean()) {
            problems.add(object.pointer("enabled"), "must be true or false");
        }
        return node == null || node.asBoolean();
    }

    private Set<Kind> kinds() {
        var node = present("kinds");
        if (node == null) {
            return DEFAULT_KINDS;
        }
        var kinds = EnumSet.noneOf(Kind.class);
        if (!node.isArray() || node.isEmpty()) {
            problems.add(object.pointer("kinds"), "must be an array of at least one kind");
            return kinds;
        }
        for (int i = 0; i < node.size(); i++) {
            var at = Problems.pointer(object.pointer("kinds"), i);
            WireName.find(Kind.class, node.get(i).asText(""))
                    .ifPresentOrElse(
                            kinds::add, () -> problems.add(at, "must be one of " + WireName.allowed(Kind.class)));
        }
        return kinds;
    }

    private List<String> groupBy() {
        var node = present("groupBy");
        if (node == null) {
            return List.of();
        }
        var dimensions = new LinkedHashSet<String>();
        if (!node.isArray() || node.size() > MOST_DIMENSIONS) {
            problems.add(object.pointer("groupBy"), "must be an array of at most " + MOST_DIMENSIONS + " dimensions");
            return List.of();
        }
        for (int i = 0; i < node.size(); i++) {
            var at = Problems.pointer(object.pointer("groupBy"), i);
            var dimension = node.get(i).asText("");
            Dimension.groupingProblem(dimension).ifPresent(detail -> problems.add(at, detail));
            if (!dimensions.add(dimension)) {
                problems.add(at, "stands twice");
            }
        }
        return List.copyOf(dimensions);
    }

    private @Nullable Window window() {
        var text = object.requiredText("window", 40);
        try {
            var window = text == null ? null : Window.parse(text);
            if (!(window instanceof Window.Rolling rolling) || Durations.isWhole(rolling.length())) {
                return window;
            }
        } catch (IllegalArgumentException e) {
            // told below, as parts of a microsecond are
        }
        problems.add(object.pointer("window"), Window.ALLOWED);
        return null;
    }

    private Duration mergeWithin() {
        var node = present("mergeWithin");
        if (node == null || Durations.isZero(node)) {
            return Duration.ZERO;
        }
        var duration = Durations.read(node).filter(read -> read.compareTo(LONGEST_MERGE) <= 0);
        if (duration.isEmpty()) {
            problems.add(
                    object.pointer("mergeWithin"), "must be an ISO 8601 duration from PT0S to P366D, for example PT6H");
        }
        return duration.orElse(Duration.ZERO);
    }

    private @Nullable Condition condition(List<String> groupBy, @Nullable Window window) {
        var at = object.pointer("condition");
        var condition = ConditionReader.read(present("condition"), at, problems);
        if (condition != null && window != null) {
            ConditionReader.check(condition, groupBy, window, at, problems);
        }
        return condition;
    }

    private List<BigDecimal> escalateAt(@Nullable Condition condition) {
        var node = present("escalateAt");
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            problems.add(object.pointer("escalateAt"), "must be an array of rising numbers");
            return List.of();
        }
        var levels = new ArrayList<BigDecimal>();
        var highest = condition == null ? ConditionReader.HIGHEST : ConditionReader.highestLevel(condition);
        var previous = condition == null ? BigDecimal.ZERO : condition.threshold();
        for (int i = 0; i < node.size(); i++) {
            if (!node.get(i).isNumber()
                    || node.get(i).decimalValue().compareTo(previous) <= 0
                    || node.get(i).decimalValue().compareTo(highest) > 0) {
                problems.add(
                        Problems.pointer(object.pointer("escalateAt"), i),
                        "must be a number above " + previous.toPlainString() + " and at most "
                                + highest.toPlainString());
            } else {
                previous = node.get(i).decimalValue();
                levels.add(previous);
            }
        }
        return levels;
    }

    private Priority priority() {
        var node = present("priority");
        if (node == null) {
            return Priority.NORMAL;
        }
        return WireName.find(Priority.class, node.asText("")).orElseGet(() -> {
            problems.add(object.pointer("priority"), "must be one of " + WireName.allowed(Priority.class));
            return Priority.NORMAL;
        });
    }

    private @Nullable JsonNode present(String member) {
        var node = object.node(member);
        return node == null || node.isNull() ? null : node;
    }
}
