package dev.recur.wire.window;

import java.time.Instant;

/** The times from {@code from} to before {@code to}. */
public record TimeSpan(Instant from, Instant to) {

    public TimeSpan {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, was " + from + " and " + to);
        }
    }

    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
