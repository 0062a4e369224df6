package dev.recur.analysis.rule;

import dev.recur.wire.window.Window;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that an investigation is about: a calendar window, or for a rolling one from a window's length before the
 * crossing to the end of the episode.
 *
 * @param to {@code null} while an episode runs
 */
public record Stretch(Window window, Instant from, @Nullable Instant to) {

    /** True if it has not ended. */
    public boolean isRunning(Instant now) {
        return to == null || to.isAfter(now);
    }

    /** The same, over if it ran: nothing is going on any more. */
    public Stretch endedAt(Instant now) {
        return to == null ? new Stretch(window, from, now) : this;
    }
}
