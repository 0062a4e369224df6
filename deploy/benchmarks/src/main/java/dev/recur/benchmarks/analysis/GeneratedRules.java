package dev.recur.benchmarks.analysis;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rules as an organisation writes them: ten that look at everything, and then ever more that teams write about their own
 * components, each of them selecting little.
 */
final class GeneratedRules {

    private static final List<String> GENERAL = List.of(
            rule("component-quarter", "", "component", "quarter", 4000, "PT0S"),
            rule("component-cause", "", "component\",\"cause", "quarter", 400, "PT0S"),
            rule("cause-month", "environment=\\\"prod\\\"", "cause", "month", 3000, "PT0S"),
            rule("trigger-month", "severity=~\\\"sev[12]\\\"", "trigger", "month", 2000, "PT0S"),
            rule("detection-quarter", "", "detection", "quarter", 20000, "PT0S"),
            rule("team-year", "severity=\\\"sev1\\\"", "team", "year", 2000, "PT0S"),
            rule("environment-week", "environment!=\\\"prod\\\"", "environment", "week", 2000, "PT0S"),
            rule("team-component", "cause!=\\\"\\\"", "team\",\"component", "quarter", 100, "PT6H"),
            rule("severe-month", "severity=\\\"sev1\\\"", "component", "month", 300, "PT1H"),
            rule("trigger-team", "trigger!~\\\"trigger-1.*\\\"", "team\",\"trigger", "year", 800, "PT0S"));

    private GeneratedRules() {}

    /** So many rules as bodies of requests. */
    static List<String> bodies(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> i < GENERAL.size() ? GENERAL.get(i) : ofTeam(i))
                .toList();
    }

    private static String ofTeam(int i) {
        var name = "team-rule-" + i;
        return switch (i % 4) {
            case 0 -> rule(name, "component=\\\"component-" + i % 200 + "\\\"", "cause", "quarter", 200, "PT0S");
            case 1 ->
                rule(
                        name,
                        "team=\\\"team-" + i % 40 + "\\\", severity=~\\\"sev[12]\\\", environment=\\\"prod\\\"",
                        "component",
                        "month",
                        30,
                        "PT1H");
            case 2 ->
                rule(
                        name,
                        "component=\\\"component-" + i % 200 + "\\\", cause=\\\"cause-" + i % 25 + "\\\"",
                        "trigger",
                        "quarter",
                        20,
                        "PT0S");
            default ->
                rule(
                        name,
                        "team=\\\"team-" + i % 40 + "\\\", detection=\\\"detection-" + i % 8 + "\\\"",
                        "component",
                        "quarter",
                        60,
                        "PT6H");
        };
    }

    private static String rule(
            String name, String where, String groupBy, String window, int atLeast, String mergeWithin) {
        return """
                {"name":"bench-%s","where":"%s","groupBy":["%s"],"window":"%s","mergeWithin":"%s",\
                "condition":{"type":"count","atLeast":%d},"priority":"normal"}""".formatted(name, where, groupBy, window, mergeWithin, atLeast);
    }
}
