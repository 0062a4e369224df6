package dev.recur.service.time;

import java.time.Duration;

/** How far the clock has been moved: for what goes by another clock, such as a database's, and has to move along. */
public interface ClockMovement {

    /** How far it is ahead of the machine's clock; zero in production. */
    Duration ahead();
}
