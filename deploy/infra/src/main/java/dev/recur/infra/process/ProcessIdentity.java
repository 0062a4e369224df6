package dev.recur.infra.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process for ever: pids are reused, a pid with its start is not.
 *
 * @param startTicks clock ticks from the boot of the machine to the start of the process, as in {@code /proc/pid/stat};
 *     unlike an instant it does not move when somebody sets the clock
 */
record ProcessIdentity(long pid, long startTicks) {

    private static final int START_TICKS_AFTER_NAME = 19;

    static ProcessIdentity ours() {
        return of(ProcessHandle.current().pid())
                .orElseThrow(() -> new IllegalStateException("/proc is needed to tell processes apart"));
    }

    /** Empty when there is no such process; one that ended and was not yet collected by its parent counts as ended. */
    static Optional<ProcessIdentity> of(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name stands in parentheses and may contain anything, spaces and parentheses included
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            var state = fields[0];
            return state.equals("Z") || state.equals("X")
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS_AFTER_NAME])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
