package dev.recur.notification.postgres;

import dev.recur.service.time.ClockMovement;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The clock of the ledger: the database's, so that instances whose clocks disagree agree on leases and turns, ahead of it
 * by as much as the service's own clock was moved on a laptop or in a test.
 */
@ApplicationScoped
class LedgerTime {

    private final ClockMovement movement;

    LedgerTime(ClockMovement movement) {
        this.movement = movement;
    }

    /** What statements add to {@code now()}. */
    double secondsAhead() {
        return movement.ahead().toMillis() / 1000.0;
    }
}
