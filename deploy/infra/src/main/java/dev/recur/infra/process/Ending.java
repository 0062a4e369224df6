package dev.recur.infra.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Ending process trees, our own children or what a dead owner left behind. */
final class Ending {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration CERTAINTY = Duration.ofSeconds(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Ending() {}

    /** In order with the given signal; with SIGKILL what has not ended in 20 seconds. */
    static void stop(ProcessIdentity process, Signal signal) {
        if (process.alive()) {
            var tree = tree(process.pid());
            signal.to(List.of(process.pid()));
            Signal.CONT.to(pids(tree));
            if (!ended(tree, PATIENCE)) {
                kill(process);
                Signal.KILL.to(pids(tree.stream().filter(ProcessIdentity::alive).toList()));
            }
        }
    }

    /** SIGKILL to the whole tree at once; returns when it is gone. */
    static void kill(ProcessIdentity process) {
        if (process.alive()) {
            // stopped first, so that it cannot start another child between our look and our signal
            Signal.STOP.to(List.of(process.pid()));
            var tree = tree(process.pid());
            Signal.KILL.to(pids(tree));
            if (!ended(tree, CERTAINTY)) {
                throw new IllegalStateException("process " + process.pid() + " does not end, not even by SIGKILL");
            }
        }
    }

    /** The process and all its descendants. */
    static List<ProcessIdentity> tree(long pid) {
        var descendants = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), descendants)
                .flatMap(each -> ProcessIdentity.of(each).stream())
                .toList();
    }

    static List<Long> pids(List<ProcessIdentity> processes) {
        return processes.stream().map(ProcessIdentity::pid).toList();
    }

    private static boolean ended(List<ProcessIdentity> processes, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessIdentity::alive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
