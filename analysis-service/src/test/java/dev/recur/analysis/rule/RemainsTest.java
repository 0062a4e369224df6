package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Rules;
import dev.recur.wire.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of an episode that is none any more, and silences, which are read by the gaps. */
class RemainsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Group PAYMENTS = new Group(Map.of("component", "payments"));
    private static final String COUNT = "{'type':'count','atLeast':3}";
    private static final String SILENCE = "{'type':'silence','noneFor':'P5D'}";

    /** Days; a stretch begins a window of ten days before its crossing. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "nothing is left,                                      '40',         -1, 12, 20, 0, 0, 0",
                "what is in the window at the crossing,                '2 3',        -1, 12, 20, 2, 2, 2",
                "the most of later moments,                            '2 11 11.5',  -1, 12, 20, 3, 1, 3",
                "what comes at the end is not of it,                   '2 12',       -1, 12, 20, 1, 1, 1",
                "what comes just before the end is,                    '2 11.99',    -1, 12, 20, 2, 1, 2",
                "of one that ran: up to now,                           '2 11 19 20', -1, -,  20, 3, 1, 4",
                "an end that is to come: up to now,                    '2 11 19 20', -1, 25, 20, 3, 1, 4",
                "what is before its window is not of it,               '-1 2',       -1, 12, 20, 1, 1, 1",
            })
    void what_a_stretch_holds(
            String sentence,
            String days,
            double from,
            @Nullable Double to,
            double now,
            int most,
            int atCrossing,
            int evidence) {
        var rule = rule(COUNT, "");
        var stretch = new Stretch(Window.parse("P10D"), day(from), to == null ? null : day(to));

        var remains = evaluator(rule, days).remains(stretch, day(now));

        assertThat(remains.observed()).isEqualByComparingTo(Integer.toString(most));
        assertThat(remains.peak()).isEqualByComparingTo(Integer.toString(most));
        assertThat(remains.atCrossing()).isEqualByComparingTo(Integer.toString(atCrossing));
        assertThat(remains.evidence()).hasSize(evidence);
        assertThat(remains.isMet()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the gap after the incident, '1 4 20', 4, 16, 1",
        "the last has no gap,        '1 4',    4, 0,  1",
        "the incident is gone,       '1 20',   4, 0,  0",
    })
    void what_a_silence_leaves(String sentence, String days, double from, int gap, int evidence) {
        var remains = evaluator(rule(SILENCE, ""), days)
                .remains(new Stretch(Window.parse("P10D"), day(from), day(20)), day(30));

        assertThat(remains.observed()).isEqualByComparingTo(Integer.toString(gap));
        assertThat(remains.evidence()).hasSize(evidence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "short of the first level,       14.99, 5",
        "at the first level,             15,    10",
        "between the levels,             20,    10",
        "at the last level,              25,    20",
    })
    void a_silence_that_runs_is_told_by_its_levels(String sentence, double now, int peak) {
        var episodes = evaluator(rule(SILENCE, ",'escalateAt':[10,20]"), "1 5").episodes(null, day(now));

        var episode = episodes.all().getLast();
        assertThat(episode.crossedAt()).isEqualTo(day(10));
        assertThat(episode.endedBy(day(now))).isNull();
        assertThat(episode.peak()).isEqualByComparingTo(Integer.toString(peak));
        var next = peak == 5 ? Optional.of(day(15)) : peak == 10 ? Optional.of(day(25)) : Optional.empty();
        assertThat(episodes.nextChange(day(now))).isEqualTo(next);
    }

    @Test
    void a_level_that_the_next_incident_forestalls_is_not_waited_for() {
        // the next incident is known, and later than now: a report may be of a time to come
        var episodes = evaluator(rule(SILENCE, ",'escalateAt':[10]"), "1 9").episodes(null, day(7));

        assertThat(episodes.levels()).as("only of the silence after it").containsExactly(day(19));
        assertThat(episodes.nextChange(day(7))).contains(day(9));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "exactly as long is silent no more,           '1 6',    0",
        "a little longer is,                          '1 6.01', 1",
        "an ended one is as long as the gap,          '1 9',    1",
    })
    void a_silence_is_longer_than_what_is_waited_for(String sentence, String days, int ended) {
        var episodes = evaluator(rule(SILENCE, ""), days).episodes(null, day(10));

        assertThat(episodes.begunBy(day(10))).hasSize(ended);
        assertThat(episodes.isCut()).isFalse();
    }

    @Test
    void a_silence_that_ended_is_as_long_as_the_gap() {
        var episode = evaluator(rule(SILENCE, ""), "1 9")
                .episodes(null, day(10))
                .all()
                .getFirst();

        assertThat(episode.peak()).isEqualByComparingTo("8");
        assertThat(episode.end()).isEqualTo(day(9));
        assertThat(episode.atCrossing()).isEqualByComparingTo("5");
    }

    @Test
    void what_is_read_from_a_moment_on_is_cut_where_an_earlier_incident_may_matter() {
        var evaluator = evaluator(rule(SILENCE, ""), "8");

        assertThat(evaluator.episodes(day(3), day(10)).isCut()).isTrue();
        assertThat(evaluator.episodes(day(8), day(10)).isCut()).isFalse();
    }

    private static Rule rule(String condition, String more) {
        return Rules.of("{'name':'r','groupBy':['component'],'window':'P10D','mergeWithin':'PT0S','condition':"
                + condition + more + "}");
    }

    private static Evaluator evaluator(Rule rule, String days) {
        var counted = new ArrayList<Counted>();
        for (var day : days.split(" ")) {
            counted.add(Counted.of(rule, PAYMENTS, Incidents.of("i" + counted.size(), day(Double.parseDouble(day)))));
        }
        return Evaluator.of(rule, PAYMENTS, counted, List.of());
    }

    private static Instant day(double day) {
        return START.plus(Duration.ofMinutes(Math.round(day * 24 * 60)));
    }
}
