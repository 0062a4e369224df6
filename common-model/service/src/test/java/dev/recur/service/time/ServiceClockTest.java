package dev.recur.service.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceClockTest {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private Instant machine = NOON;

    @Test
    void without_configuration_it_is_the_machines() {
        assertThat(clock(new Configured()).instant()).isEqualTo(NOON);
    }

    @Test
    void it_goes_on_from_where_it_is_configured_to_start() {
        var clock = clock(new Configured().startingAt(NEW_YEAR));
        machine = NOON.plusSeconds(5);
        assertThat(clock.instant()).isEqualTo(NEW_YEAR.plusSeconds(5));
    }

    @Test
    void it_is_ahead_of_the_machine_or_behind_it() {
        assertThat(clock(new Configured().aheadBy(Duration.ofDays(1))).instant())
                .isEqualTo(NOON.plusSeconds(86_400));
        assertThat(clock(new Configured().aheadBy(Duration.ofHours(-1))).instant())
                .isEqualTo(NOON.minusSeconds(3_600));
    }

    @Test
    void it_goes_on_from_where_it_is_set_to_in_every_zone() {
        var clock = clock(new Configured().thatCanBeSet());
        var inParis = clock.withZone(ZoneId.of("Europe/Paris"));
        clock.setTo(NEW_YEAR);
        machine = NOON.plusSeconds(7);
        assertThat(clock.instant()).isEqualTo(NEW_YEAR.plusSeconds(7));
        assertThat(inParis.instant()).isEqualTo(NEW_YEAR.plusSeconds(7));
        assertThat(inParis.getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    }

    static Stream<Configured> moved() {
        return Stream.of(
                new Configured().startingAt(NEW_YEAR),
                new Configured().aheadBy(Duration.ofDays(1)),
                new Configured().thatCanBeSet());
    }

    @ParameterizedTest
    @MethodSource("moved")
    void production_refuses_to_start_with_a_clock_that_is_moved_or_can_be(Configured configured) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ServiceClock(() -> machine, configured, true))
                .withMessageStartingWith("recur.clock.* is for a laptop and for tests, and is refused in production");
    }

    @Test
    void it_starts_in_one_way_only() {
        assertThatIllegalStateException()
                .isThrownBy(() -> clock(new Configured().startingAt(NEW_YEAR).aheadBy(Duration.ofDays(1))))
                .withMessageContaining("exclude each other");
    }

    private ServiceClock clock(Configured configured) {
        return new ServiceClock(() -> machine, configured, false);
    }

    private record Configured(Optional<Instant> start, Optional<Duration> ahead, boolean settable)
            implements ClockConfig {

        Configured() {
            this(Optional.empty(), Optional.empty(), false);
        }

        Configured startingAt(Instant moment) {
            return new Configured(Optional.of(moment), ahead, settable);
        }

        Configured aheadBy(Duration distance) {
            return new Configured(start, Optional.of(distance), settable);
        }

        Configured thatCanBeSet() {
            return new Configured(start, ahead, true);
        }
    }
}
