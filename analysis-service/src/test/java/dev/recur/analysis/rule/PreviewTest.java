package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Rules;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreviewTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = day(300);
    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC, Month.JANUARY);
    private static final Group PAYMENTS = new Group(Map.of("component", "payments"));
    private static final Group CARTS = new Group(Map.of("component", "carts"));

    /** Times are days from the start of the year; patterns are when they crossed, what was observed, and where they end. */
    static Stream<Arguments> patterns() {
        return Stream.of(
                row("nothing crossed", "quarter", 3, "1 2", 0, 300, List.of()),
                row("a quarter, once", "quarter", 2, "1 2 3", 0, 300, List.of("2 observed 2 of 3 ends 90")),
                row(
                        "each quarter for itself",
                        "quarter",
                        2,
                        "1 2 89 91 100",
                        0,
                        300,
                        List.of("2 observed 2 of 3 ends 90", "100 observed 2 of 2 ends 181")),
                row("what crossed before is not in it", "quarter", 2, "1 2 3", 3, 300, List.of()),
                row(
                        "what crossed at its first instant is",
                        "quarter",
                        2,
                        "1 2 3",
                        2,
                        300,
                        List.of("2 observed 2 of 3 ends 90")),
                row("what crosses at its end is not", "quarter", 2, "1 2 3", 0, 2, List.of()),
                row(
                        "an episode, as long as it lasts",
                        "P10D",
                        2,
                        "1 2 5",
                        0,
                        300,
                        List.of("2 observed 2 of 3 ends 12")),
                row(
                        "two episodes",
                        "P10D",
                        2,
                        "1 2 40 41",
                        0,
                        300,
                        List.of("2 observed 2 of 2 ends 11", "41 observed 2 of 2 ends 50")),
                row("one that runs has no end", "P10D", 2, "295 296", 0, 300, List.of("296 observed 2 of 2 ends -")),
                row("one that was met just before has crossed before", "P10D", 2, "1 2 5", 4, 300, List.of()));
    }

    private static Arguments row(
            String sentence, String window, int atLeast, String days, int from, int to, List<String> patterns) {
        return Arguments.of(sentence, window, atLeast, days, from, to, patterns);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void patterns(String sentence, String window, int atLeast, String days, int from, int to, List<String> expected) {
        var patterns = crossed(rule(window, atLeast), PAYMENTS, days, from, to);

        assertThat(patterns.stream().map(PreviewTest::text)).isEqualTo(expected);
        assertThat(patterns).allSatisfy(pattern -> {
            assertThat(pattern.group()).isEqualTo(PAYMENTS);
            assertThat(pattern.evidence()).hasSize(pattern.peak().intValueExact());
        });
    }

    static Stream<Arguments> sameTrouble() {
        return Stream.of(
                Arguments.of("the same rule", "quarter 2", PAYMENTS, "quarter 2", PAYMENTS, true),
                Arguments.of("a laxer rule, the same quarter", "quarter 3", PAYMENTS, "quarter 2", PAYMENTS, true),
                Arguments.of("another group", "quarter 2", PAYMENTS, "quarter 2", CARTS, false),
                Arguments.of("an episode in that quarter", "quarter 2", PAYMENTS, "P10D 2", PAYMENTS, true),
                Arguments.of("an episode of another window", "P3D 2", PAYMENTS, "P10D 2", PAYMENTS, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void sameTrouble(String sentence, String one, Group group, String other, Group otherGroup, boolean same) {
        var ours = new Preview(3, 1, crossed(rule(one), group, "1 2 3", 0, 300));
        var theirs = new Preview(3, 1, crossed(rule(other), otherGroup, "1 2 3", 0, 300));

        assertThat(ours.without(theirs)).hasSize(same ? 0 : 1);
        assertThat(theirs.without(ours)).hasSize(same ? 0 : 1);
    }

    @Test
    void an_episode_that_ended_before_another_began_is_not_the_same() {
        var early = new Preview(2, 1, crossed(rule("P10D 2"), PAYMENTS, "1 2", 0, 300));
        var late = new Preview(2, 1, crossed(rule("P10D 2"), PAYMENTS, "11 11", 0, 300));

        // the first is met up to the eleventh day, at which the other begins
        assertThat(early.without(late)).hasSize(1);
        assertThat(late.without(early)).hasSize(1);
    }

    @Test
    void patterns_are_in_the_order_of_their_crossings_and_of_their_groups() {
        var payments = crossed(rule("quarter", 2), PAYMENTS, "1 2 100 101", 0, 300);
        var carts = crossed(rule("quarter", 2), CARTS, "1 2", 0, 300);

        var preview = new Preview(
                6, 2, Stream.of(payments, carts).flatMap(List::stream).toList());

        assertThat(preview.patterns()).containsExactly(carts.getFirst(), payments.getFirst(), payments.getLast());
    }

    @Test
    void as_json() {
        var ours = new Preview(3, 1, crossed(rule("P10D 2"), PAYMENTS, "1 2 5", 0, 300));
        var theirs = new Preview(2, 1, crossed(rule("quarter 2"), CARTS, "1 2", 0, 300));
        var pattern = """
                {"group":{"component":"%s"},"window":{"type":"%s","from":"%s","to":"%s"},"crossedAt":"2026-01-03T00:00:00Z",\
                "observed":2,"peak":%d,"evidence":%s}""";
        var episode = pattern.formatted(
                "payments", "P10D", "2025-12-24T00:00:00Z", "2026-01-13T00:00:00Z", 3, evidence(ours));
        var quarter = pattern.formatted(
                "carts", "quarter", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z", 2, evidence(theirs));

        assertThat(PreviewWriter.view(ours, null))
                .hasToString("{\"evaluatedIncidents\":3,\"groups\":1,\"investigations\":[%s]}".formatted(episode));
        assertThat(PreviewWriter.view(ours, theirs))
                .hasToString(
                        "{\"evaluatedIncidents\":3,\"groups\":1,\"investigations\":[%s],\"gained\":[%s],\"lost\":[%s]}"
                                .formatted(episode, episode, quarter));
        var running = new Preview(2, 1, crossed(rule("P10D 2"), PAYMENTS, "295 296", 0, 300));
        assertThat(PreviewWriter.view(running, null)
                        .at("/investigations/0/window/to")
                        .isNull())
                .isTrue();
    }

    private static String evidence(Preview preview) {
        return preview.patterns().getFirst().evidence().stream()
                .map(incident -> "\"" + incident.incidentId() + "\"")
                .toList()
                .toString()
                .replace(" ", "");
    }

    private static String text(Preview.Pattern pattern) {
        var to = pattern.stretch().to();
        return "%d observed %s of %s ends %s"
                .formatted(days(pattern.crossedAt()), pattern.observed(), pattern.peak(), to == null ? "-" : days(to));
    }

    private static List<Preview.Pattern> crossed(Rule rule, Group group, String days, int from, int to) {
        var counted = new ArrayList<Counted>();
        for (var day : days.split(" ")) {
            var component = group.values().get("component");
            var facts = "{'title':'x','tags':{'component':['" + component + "']}}";
            counted.add(Counted.of(
                    rule, group, Incidents.of(component + counted.size(), day(Integer.parseInt(day)), facts)));
        }
        var crossed = new TimeSpan(day(from), day(to));
        return Preview.of(rule, group, CountedIncidents.copyOf(counted), List.of(), CALENDAR, crossed, NOW)
                .toList();
    }

    private static Rule rule(String windowAndAtLeast) {
        var parts = windowAndAtLeast.split(" ");
        return rule(parts[0], Integer.parseInt(parts[1]));
    }

    private static Rule rule(String window, int atLeast) {
        return Rules.of("{'name':'r','groupBy':['component'],'window':'" + window
                + "','mergeWithin':'PT0S','condition':{'type':'count','atLeast':" + atLeast + "}}");
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static long days(Instant time) {
        return Duration.between(START, time).toDays();
    }
}
