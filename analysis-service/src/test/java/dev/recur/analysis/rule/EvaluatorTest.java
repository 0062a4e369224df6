package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Rules;
import dev.recur.analysis.incident.Incident;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatorTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
    private static final TimeSpan QUARTER = new TimeSpan(START, END);
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    /** Times are minutes from the start of the window, a microsecond later with a plus. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("nothing at all", 1, "PT0S", "", 0, null, 0),
                row("one incident is one occurrence", 1, "PT0S", "10", 1, "10", 1),
                row("PT0S: each incident is its own occurrence", 3, "PT0S", "10 10 10", 3, "10", 3),
                row("the third completes the condition", 3, "PT0S", "10 20 30 40", 4, "30", 4),
                row("exactly g after the one before it: the same occurrence", 2, "PT60M", "10 70", 1, null, 2),
                row("one microsecond past g: a new one", 2, "PT60M", "10 70+", 2, "70+", 2),
                row("g counts from the one before, not from the first", 2, "PT60M", "10 70 130 190", 1, null, 4),
                row("same times are one occurrence with g", 2, "PT60M", "10 10 71", 2, "71", 3),
                row("in any order they are given", 2, "PT60M", "200 10 75", 3, "75", 3),
                row("the first instant of the window is in it", 1, "PT0S", "0", 1, "0", 1),
                row("the one before it is not", 1, "PT0S", "-1", 0, null, 0),
                row("the end of the window is not in it", 1, "PT0S", "129600", 0, null, 0),
                row("an occurrence that began before the window is not of it", 1, "PT60M", "-30 20", 0, null, 1),
                row("but what starts after a gap is", 1, "PT60M", "-30 31", 1, "31", 1),
                row("exactly g over the window's start", 1, "PT60M", "-60 0", 0, null, 1),
                row("a microsecond more", 1, "PT60M", "-60 0+", 1, "0+", 1),
                row("evidence is every incident of the window", 2, "PT60M", "10 20 30 200 210", 2, "200", 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rows(
            String sentence,
            int atLeast,
            String mergeWithin,
            String times,
            int observed,
            @Nullable String crossedAt,
            int evidence) {
        var incidents = new ArrayList<Incident>();
        for (var time : List.of(times.split(" "))) {
            if (!time.isEmpty()) {
                incidents.add(Incidents.of("i" + incidents.size(), time(time)));
            }
        }

        var rule = Rules.count(atLeast, mergeWithin);
        var group = new Group(Map.of("component", "payments"));
        var counted = incidents.stream()
                .map(incident -> Counted.of(rule, group, incident))
                .toList();

        var evaluation = Evaluator.of(rule, group, counted, List.of()).window(QUARTER, START);

        assertThat(evaluation.observed()).isEqualByComparingTo(Integer.toString(observed));
        assertThat(evaluation.crossedAt()).isEqualTo(crossedAt == null ? null : time(crossedAt));
        assertThat(evaluation.isMet()).isEqualTo(crossedAt != null);
        assertThat(evaluation.evidence())
                .hasSize(evidence)
                .isSortedAccordingTo((one, other) -> one.time().compareTo(other.time()));
    }

    private static Arguments row(
            String sentence,
            int atLeast,
            String mergeWithin,
            String times,
            int observed,
            @Nullable String crossedAt,
            int evidence) {
        return Arguments.of(sentence, atLeast, mergeWithin, times, observed, crossedAt, evidence);
    }

    private static Instant time(String text) {
        var minutes = Duration.ofMinutes(Long.parseLong(text.replace("+", "")));
        return START.plus(minutes).plus(text.endsWith("+") ? MICROSECOND : Duration.ZERO);
    }
}
