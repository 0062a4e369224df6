package dev.recur.analysis.oracle;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Rules of every condition and window, with numbers that some histories meet and some do not. */
final class RandomRules {

    private static final List<List<String>> GROUPINGS =
            List.of(List.of("component"), List.of("component"), List.of("component", "cause"), List.of());

    private RandomRules() {}

    static OracleRule of(Random random, String name, String prefix) {
        var groupBy = GROUPINGS.get(random.nextInt(GROUPINGS.size()));
        var window = switch (random.nextInt(4)) {
            case 0 -> "month";
            case 1 -> "quarter";
            default -> "P" + (1 + random.nextInt(20)) + "D";
        };
        var mergeWithin = random.nextBoolean() ? Duration.ZERO : Duration.ofHours(1 + random.nextInt(48));
        return new OracleRule(name, prefix, groupBy, window, mergeWithin, condition(random, groupBy, name));
    }

    /** The n-th of all conditions, in both windows. */
    static OracleRule of(Random random, String name, String prefix, OracleCondition condition, boolean rolls) {
        var groupBy = condition instanceof OracleCondition.Share share && share.cause() == null
                ? GROUPINGS.getFirst()
                : GROUPINGS.get(random.nextInt(GROUPINGS.size()));
        var window = rolls ? "P" + (3 + random.nextInt(20)) + "D" : random.nextBoolean() ? "month" : "quarter";
        var mergeWithin = random.nextBoolean() ? Duration.ZERO : Duration.ofHours(1 + random.nextInt(48));
        return new OracleRule(name, prefix, groupBy, window, mergeWithin, condition);
    }

    private static OracleCondition condition(Random random, List<String> groupBy, String name) {
        var share = groupBy.isEmpty() ? 6 : 7;
        return condition(random, random.nextInt(share), name);
    }

    static OracleCondition condition(Random random, int which, String name) {
        return switch (which) {
            case 0 -> new OracleCondition.Count(2 + random.nextInt(4));
            case 1 -> new OracleCondition.Sum(new BigDecimal(3 + random.nextInt(12)));
            case 2 -> new OracleCondition.Share("x", share(random), 1 + random.nextInt(4));
            case 3 -> new OracleCondition.Change(factor(random), 1 + random.nextInt(3), 1 + random.nextInt(3));
            case 4 ->
                new OracleCondition.AfterMarker(
                        name.replace('-', '_'),
                        Duration.ofHours(12 + random.nextInt(120)),
                        factor(random),
                        1 + random.nextInt(2));
            case 5 -> new OracleCondition.Silence(Duration.ofDays(2 + random.nextInt(15)));
            default -> new OracleCondition.Share(null, share(random), 1 + random.nextInt(4));
        };
    }

    private static BigDecimal share(Random random) {
        return new BigDecimal(25 + random.nextInt(60)).movePointLeft(2);
    }

    private static BigDecimal factor(Random random) {
        return new BigDecimal(5 + random.nextInt(30)).movePointLeft(1);
    }
}
