package dev.recur.notification.silence;

import dev.recur.notification.audit.Recording;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The silences that there are and were. Every method waits for the store. */
public interface Silences {

    void add(Silence silence, Recording<Silence> recording);

    Optional<Silence> find(UUID id);

    /**
     * Newest first.
     *
     * @param state at that time; {@code null} for all of them
     * @param before only ids before this one
     */
    List<Silence> list(Silence.@Nullable State state, Instant now, @Nullable UUID before, int limit);

    /** Ends one that has not ended; empty if there is none, or it has. */
    Optional<Silence> end(UUID id, String by, Instant now, Recording<Silence> recording);
}
