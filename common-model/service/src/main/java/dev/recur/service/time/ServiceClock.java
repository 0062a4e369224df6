package dev.recur.service.time;

import dev.recur.service.security.Production;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * The one place that asks the machine for the time. On a laptop, and in tests, it may go ahead of the machine or behind
 * it; it never stands still.
 */
@ApplicationScoped
class ServiceClock extends Clock implements ClockMovement {

    private static final Logger LOG = Logger.getLogger(ServiceClock.class);

    private final InstantSource machine;
    private volatile Duration ahead;

    @Inject
    ServiceClock(ClockConfig config, Production production) {
        this(Clock.systemUTC(), config, production.is());
    }

    /**
     * A clock as it is configured.
     *
     * @throws IllegalStateException saying what to take out of the configuration
     */
    ServiceClock(InstantSource machine, ClockConfig config, boolean production) {
        var moved = config.start().isPresent() || config.ahead().isPresent();
        if (production && (moved || config.settable())) {
            throw new IllegalStateException("recur.clock.* is for a laptop and for tests, and is refused in production:"
                    + " take it out, or set recur.security.mode=none where everything listens on loopback");
        }
        if (config.start().isPresent() && config.ahead().isPresent()) {
            throw new IllegalStateException("recur.clock.start and recur.clock.ahead exclude each other: set one");
        }
        this.machine = machine;
        this.ahead = config.start()
                .map(start -> Duration.between(machine.instant(), start))
                .or(config::ahead)
                .orElse(Duration.ZERO);
    }

    /** Stops a start with a clock that must not be moved. */
    void atStart(@Observes StartupEvent event) {
        if (!ahead.isZero()) {
            LOG.warnf("The clock is not the machine's: it is ahead by %s.", ahead);
        }
    }

    /** Goes on from that moment. */
    void setTo(Instant moment) {
        ahead = Duration.between(machine.instant(), moment);
        LOG.infof("The clock has been set to %s.", moment);
    }

    @Override
    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        InstantSource moved = () -> machine.instant().plus(ahead);
        return moved.withZone(zone);
    }
}
