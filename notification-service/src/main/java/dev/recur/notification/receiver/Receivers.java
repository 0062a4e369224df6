package dev.recur.notification.receiver;

import dev.recur.notification.audit.Recording;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The receivers that there are. Every method waits for the store. */
public interface Receivers {

    Optional<Receiver> find(String name);

    /** Those of the names that exist. */
    Map<String, Receiver> named(Collection<String> names);

    /**
     * In the order of their names.
     *
     * @param after only names after this one
     */
    List<Receiver> list(@Nullable String after, int limit);

    /** False if there is one of that name. */
    boolean add(Receiver receiver, Recording<Receiver> recording);

    /** Changes one under its lock; empty if there is none. What {@code change} throws undoes everything. */
    Optional<Receiver> change(String name, UnaryOperator<Receiver> change, Recording<Receiver> recording);

    /** As {@link #change(String, UnaryOperator, Recording)}, of what Recur does by itself. */
    default Optional<Receiver> change(String name, UnaryOperator<Receiver> change) {
        return change(name, change, Recording.none());
    }

    /**
     * Removes one, and gives up what was still to be sent there.
     *
     * @param check may throw, which keeps it
     */
    Removal remove(String name, Instant now, UnaryOperator<Receiver> check, Recording<Receiver> recording);

    /**
     * Seals with the present key what another one sealed.
     *
     * @return names of those whose secret does not open
     */
    List<String> sealAnew();

    /** What came of a removal. */
    enum Removal {
        REMOVED,
        NOT_THERE,
        /** Subscriptions still name it. */
        IN_USE
    }
}
