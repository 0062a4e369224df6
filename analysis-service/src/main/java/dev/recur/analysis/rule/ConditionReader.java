package dev.recur.analysis.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the condition of a rule, collecting every problem. */
final class ConditionReader {

    /** Further than this neither numbers nor times need to go. */
    static final BigDecimal HIGHEST = BigDecimal.TEN.pow(18);

    private static final int MOST_COUNTED = 1_000_000_000;
    private static final int MOST_WINDOWS = 100;
    private static final Pattern MARKER = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern MEASURE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Duration LONGEST_AFTER_MARKER = Duration.ofDays(366);

    /** What each type has beside it. */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "count", List.of("atLeast"),
            "sum", List.of("measure", "atLeast"),
            "share", List.of("of", "atLeast", "minimumCount"),
            "change", List.of("factor", "over", "minimumCount"),
            "after_marker", List.of("marker", "within", "factor", "minimumCount"),
            "silence", List.of("noneFor"));

    private static final String TYPES = "must be one of count, sum, share, change, after_marker, silence";

    private final ObjectReader object;
    private final Problems problems;

    private ConditionReader(ObjectReader object) {
        this.object = object;
        this.problems = object.problems();
    }

    /** The condition in a node; {@code null} after a problem with it. */
    static @Nullable Condition read(@Nullable JsonNode node, String pointer, Problems problems) {
        if (!(node instanceof ObjectNode json)) {
            problems.add(pointer, "is required, for example {\"type\": \"count\", \"atLeast\": 4}");
            return null;
        }
        var object = new ObjectReader(json, pointer, problems);
        var type = json.path("type").asText();
        var members = MEMBERS.get(type);
        if (members == null) {
            problems.add(object.pointer("type"), TYPES);
            return null;
        }
        object.refuseUnknown(Stream.concat(Stream.of("type"), members.stream()).toList());
        return new ConditionReader(object).read(type);
    }

    private @Nullable Condition read(String type) {
        var before = problems.all().size();
        var condition = switch (type) {
            case "count" -> new Condition.Count(whole("atLeast", MOST_COUNTED));
            case "sum" -> new Condition.Sum(name("measure", MEASURE), above("atLeast", BigDecimal.ZERO, HIGHEST));
            case "share" ->
                new Condition.Share(
                        Where.read(object, "of"),
                        above("atLeast", BigDecimal.ZERO, BigDecimal.ONE),
                        whole("minimumCount", MOST_COUNTED));
            case "change" ->
                new Condition.Change(
                        above("factor", BigDecimal.ZERO, HIGHEST),
                        whole("over", MOST_WINDOWS),
                        whole("minimumCount", MOST_COUNTED));
            case "after_marker" ->
                new Condition.AfterMarker(
                        name("marker", MARKER),
                        duration("within", LONGEST_AFTER_MARKER),
                        above("factor", BigDecimal.ZERO, HIGHEST),
                        whole("minimumCount", MOST_COUNTED));
            default -> new Condition.Silence(duration("noneFor", null));
        };
        return problems.all().size() > before ? null : condition;
    }

    /** What can be meant only together with the rest of the rule. */
    static void check(Condition condition, List<String> groupBy, Window window, String pointer, Problems problems) {
        if (condition instanceof Condition.Share share && share.of() == null && groupBy.isEmpty()) {
            problems.add(
                    pointer + "/of", "is required where groupBy is empty: the share of everything in everything is 1");
        }
        if (condition instanceof Condition.Change change
                && window instanceof Window.Rolling rolling
                && rolling.length().multipliedBy(change.over()).compareTo(Window.Rolling.LONGEST) > 0) {
            problems.add(pointer + "/over", "must not reach back more than 100 years");
        }
    }

    /** What can be observed at most: no level above it would ever be told. */
    static BigDecimal highestLevel(Condition condition) {
        return switch (condition) {
            case Condition.Share share -> BigDecimal.ONE;
            case Condition.Silence silence -> BigDecimal.valueOf(Window.Rolling.LONGEST.toDays());
            case Condition.Count other -> HIGHEST;
            case Condition.Sum other -> HIGHEST;
            case Condition.Change other -> HIGHEST;
            case Condition.AfterMarker other -> HIGHEST;
        };
    }

    private int whole(String member, int highest) {
        var node = object.node(member);
        if (node == null || !node.isInt() || node.intValue() < 1 || node.intValue() > highest) {
            problems.add(object.pointer(member), "must be a whole number from 1 to " + highest);
            return 1;
        }
        return node.intValue();
    }

    private BigDecimal above(String member, BigDecimal lowest, BigDecimal highest) {
        var node = object.node(member);
        if (node == null
                || !node.isNumber()
                || node.decimalValue().compareTo(lowest) <= 0
                || node.decimalValue().compareTo(highest) > 0) {
            problems.add(
                    object.pointer(member),
                    "must be a number above " + lowest + " and at most " + highest.toPlainString());
            return BigDecimal.ONE;
        }
        return node.decimalValue();
    }

    private String name(String member, Pattern form) {
        var text = object.requiredText(member, 64);
        if (text != null && !form.matcher(text).matches()) {
            problems.add(object.pointer(member), "must match " + form);
        }
        return Objects.requireNonNullElse(text, "");
    }

    private Duration duration(String member, @Nullable Duration longest) {
        var duration =
                Durations.read(object.node(member)).filter(read -> longest == null || read.compareTo(longest) <= 0);
        if (duration.isEmpty()) {
            problems.add(
                    object.pointer(member),
                    "must be an ISO 8601 duration above PT0S"
                            + (longest == null ? "" : " and at most " + Durations.text(longest))
                            + ", for example P7D (months and years have no fixed length)");
        }
        return duration.orElse(Duration.ofDays(1));
    }
}
