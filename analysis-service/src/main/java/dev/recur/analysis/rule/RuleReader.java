package dev.recur.analysis.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import dev.recur.wire.matcher.MalformedMatchers;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.tag.Tag;
import dev.recur.wire.window.CalendarUnit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
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
    private static final Set<String> MATCHED_FACTS = Set.of("kind", "severity", "source");
    private static final BigDecimal HIGHEST_LEVEL = BigDecimal.TEN.pow(18);

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
        var where = where();
        var groupBy = groupBy();
        var window = window();
        var mergeWithin = mergeWithin();
        var condition = condition();
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

    private Matchers where() {
        var node = present("where");
        if (node == null) {
            return Matchers.NONE;
        }
        if (!node.isTextual()) {
            problems.add(
                    object.pointer("where"),
                    "must be a string of matchers, for example \"environment=\\\"prod\\\"\", was "
                            + ObjectReader.typeOf(node));
            return Matchers.NONE;
        }
        try {
            var where = Matchers.parse(node.textValue()).mapLiterals(Tag::normalise);
            where.names().stream()
                    .filter(name -> !MATCHED_FACTS.contains(name))
                    .forEach(name -> Dimension.groupingProblem(name)
                            .ifPresent(detail -> problems.add(object.pointer("where"), name + ": " + detail)));
            return where;
        } catch (MalformedMatchers e) {
            problems.add(object.pointer("where"), String.valueOf(e.getMessage()));
            return Matchers.NONE;
        }
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
            // Dimensions that are computed come with the rest of the rule engine.
            Dimension.problem(dimension).ifPresent(detail -> problems.add(at, detail));
            if (!dimensions.add(dimension)) {
                problems.add(at, "stands twice");
            }
        }
        return List.copyOf(dimensions);
    }

    private @Nullable CalendarUnit window() {
        var text = object.requiredText("window", 40);
        if (text == null) {
            return null;
        }
        var unit = WireName.find(CalendarUnit.class, text)
                .filter(CalendarUnit::isWindow)
                .orElse(null);
        if (unit == null) {
            problems.add(object.pointer("window"), "must be week, month, quarter or year");
        }
        return unit;
    }

    private Duration mergeWithin() {
        var node = present("mergeWithin");
        if (node == null) {
            return Duration.ZERO;
        }
        try {
            var duration = Duration.parse(node.asText());
            if (!duration.isNegative() && duration.compareTo(Duration.ofDays(366)) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            // told below, as a negative one is
        }
        problems.add(
                object.pointer("mergeWithin"), "must be an ISO 8601 duration from PT0S to P366D, for example PT6H");
        return Duration.ZERO;
    }

    private @Nullable Condition condition() {
        var at = object.pointer("condition");
        if (!(present("condition") instanceof ObjectNode node)) {
            problems.add(at, "is required, for example {\"type\": \"count\", \"atLeast\": 4}");
            return null;
        }
        var reader = new ObjectReader(node, at, problems);
        reader.refuseUnknown(List.of("type", "atLeast"));
        if (!node.path("type").asText().equals("count")) {
            problems.add(reader.pointer("type"), "must be count");
        }
        if (!node.path("atLeast").isInt() || node.path("atLeast").intValue() < 1) {
            problems.add(reader.pointer("atLeast"), "must be a whole number from 1");
            return null;
        }
        return new Condition.Count(node.path("atLeast").intValue());
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
        var previous = condition == null ? BigDecimal.ZERO : condition.threshold();
        for (int i = 0; i < node.size(); i++) {
            var at = Problems.pointer(object.pointer("escalateAt"), i);
            if (!node.get(i).isNumber()
                    || node.get(i).decimalValue().compareTo(previous) <= 0
                    || node.get(i).decimalValue().compareTo(HIGHEST_LEVEL) >= 0) {
                problems.add(at, "must be a number above " + previous.toPlainString() + " and below 10^18");
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
