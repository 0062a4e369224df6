package dev.recur.analysis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Rules;
import dev.recur.analysis.incident.Incident;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quadratic, from the words: an incident more than g after every earlier one starts an occurrence. */
class EvaluatorOracleTest {

    private static final TimeSpan WINDOW =
            new TimeSpan(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_evaluator_equals_brute_force(long seed) {
        var random = new Random(seed);
        var mergeWithin = Duration.ofMinutes(random.nextInt(3) * 5L);
        var atLeast = 1 + random.nextInt(5);
        var incidents = new ArrayList<Incident>();
        for (int i = 0; i < random.nextInt(20); i++) {
            var time = WINDOW.from().plus(Duration.ofMinutes(random.nextInt(60) - 15));
            incidents.add(Incidents.of("i" + i, time));
        }
        Collections.shuffle(incidents, random);

        var evaluation = Evaluator.evaluate(Rules.count(atLeast, mergeWithin.toString()), incidents, WINDOW);

        var starts = starts(incidents, mergeWithin);
        assertThat(evaluation.observed().intValue()).isEqualTo(starts.size());
        assertThat(evaluation.crossedAt()).isEqualTo(starts.size() >= atLeast ? starts.get(atLeast - 1) : null);
        assertThat(evaluation.evidence())
                .containsExactlyInAnyOrderElementsOf(incidents.stream()
                        .filter(incident -> WINDOW.contains(incident.time()))
                        .toList());
    }

    private static List<Instant> starts(List<Incident> incidents, Duration mergeWithin) {
        var starts = new ArrayList<Instant>();
        for (int i = 0; i < incidents.size(); i++) {
            if (WINDOW.contains(incidents.get(i).time()) && isStart(incidents, i, mergeWithin)) {
                starts.add(incidents.get(i).time());
            }
        }
        Collections.sort(starts);
        return starts;
    }

    private static boolean isStart(List<Incident> incidents, int index, Duration mergeWithin) {
        if (mergeWithin.isZero()) {
            return true;
        }
        var time = incidents.get(index).time();
        for (int i = 0; i < incidents.size(); i++) {
            var other = incidents.get(i).time();
            var earlier = other.isBefore(time) || (other.equals(time) && i < index);
            if (earlier && !other.plus(mergeWithin).isBefore(time)) {
                return false;
            }
        }
        return true;
    }
}
