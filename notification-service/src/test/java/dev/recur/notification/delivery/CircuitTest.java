package dev.recur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.channel.FailureReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitTest {

    private static final int SHARE = 8;
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private static Circuit failed(int times, Instant at) {
        var circuit = Circuit.CLOSED;
        for (int i = 0; i < times; i++) {
            circuit = circuit.after(FailureReason.TIMEOUT, null, at);
        }
        return circuit;
    }

    @Test
    void a_few_failures_take_nothing_away() {
        assertThat(failed(4, NOW).room(SHARE, 3, NOW)).isEqualTo(5);
    }

    @Test
    void after_five_failures_in_a_row_there_is_a_pause_and_then_one_attempt_at_a_time() {
        var open = failed(5, NOW);

        assertThat(open.room(SHARE, 0, NOW.plusMillis(999))).isZero();
        assertThat(open.room(SHARE, 0, NOW.plusMillis(1000))).isEqualTo(1);
        assertThat(open.room(SHARE, 1, NOW.plusMillis(1000))).isZero();
    }

    @Test
    void each_probe_that_fails_doubles_the_pause_up_to_fifteen_seconds() {
        var circuit = failed(5, NOW);
        var at = circuit.openUntil();
        for (var seconds : new int[] {2, 4, 8, 15, 15}) {
            circuit = circuit.after(FailureReason.SERVER_ERROR, null, at);
            assertThat(Duration.between(at, circuit.openUntil())).hasSeconds(seconds);
            at = circuit.openUntil();
        }
    }

    @Test
    void attempts_that_began_before_it_opened_do_not_lengthen_the_pause() {
        assertThat(failed(8, NOW)).isEqualTo(failed(5, NOW));
    }

    @Test
    void one_attempt_that_works_gives_everything_back() {
        assertThat(failed(9, NOW).after(null, null, NOW.plusSeconds(20))).isEqualTo(Circuit.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT_ERROR", "INTERNAL_ERROR"})
    void a_refusal_of_one_message_says_that_somebody_is_there(FailureReason reason) {
        assertThat(failed(4, NOW).after(reason, null, NOW)).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void who_asks_for_patience_gets_it_for_everything_at_most_five_minutes() {
        var asked = Circuit.CLOSED.after(FailureReason.RATE_LIMITED, Duration.ofSeconds(30), NOW);
        var greedy = Circuit.CLOSED.after(FailureReason.RATE_LIMITED, Duration.ofDays(1), NOW);

        assertThat(asked.room(SHARE, 0, NOW.plusSeconds(29))).isZero();
        assertThat(asked.room(SHARE, 0, NOW.plusSeconds(30))).isEqualTo(SHARE);
        assertThat(greedy.openUntil()).isEqualTo(NOW.plusSeconds(300));
    }
}
