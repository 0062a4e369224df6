package dev.recur.benchmarks.endtoend;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Does things at a rate, however long each takes: what is late is made up for. */
record Pace(int perSecond) {

    void run(int count, IntConsumer each) {
        var start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            var due = start + i * 1_000_000_000L / perSecond;
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            each.accept(i);
        }
    }
}
