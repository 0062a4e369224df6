package dev.recur.ingest.intake.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(10, 100);

    @Test
    void exactly_as_many_reports_as_may_be_get_in() {
        assertThat(inFlight.enter(10, 0)).isTrue();
        assertThat(inFlight.enter(1, 0)).isFalse();
    }

    @Test
    void exactly_as_many_bytes_as_may_be_get_in() {
        assertThat(inFlight.enter(1, 100)).isTrue();
        assertThat(inFlight.enter(1, 1)).isFalse();
    }

    @Test
    void who_did_not_get_in_takes_no_room() {
        assertThat(inFlight.enter(11, 1)).isFalse();
        assertThat(inFlight.enter(1, 101)).isFalse();

        assertThat(inFlight.enter(10, 100)).isTrue();
    }

    @Test
    void who_leaves_makes_room() {
        inFlight.enter(10, 100);
        inFlight.leave(10, 100);

        assertThat(inFlight.enter(10, 100)).isTrue();
    }
}
