package dev.recur.local;

import java.time.Duration;
import java.util.function.Supplier;

/** Hears what has become usable, and how long that took; from several threads. */
@FunctionalInterface
interface Progress {

    Progress NONE = (what, time) -> {};

    void ready(String what, Duration time);

    /** The same start, told of when it is over. */
    default <T> Supplier<T> timed(String what, Supplier<T> start) {
        return () -> {
            var begin = System.nanoTime();
            var started = start.get();
            ready(what, Duration.ofNanos(System.nanoTime() - begin));
            return started;
        };
    }
}
