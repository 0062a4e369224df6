package dev.recur.notification.subscription;

import dev.recur.notification.audit.Recording;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The subscriptions that there are. Every method waits for the store. */
public interface Subscriptions {

    Optional<Subscription> find(UUID id);

    /**
     * In the order of their ids, which is that of their making.
     *
     * @param after only ids after this one
     */
    List<Subscription> list(@Nullable UUID after, int limit);

    /** False if there is no such receiver. */
    boolean add(Subscription subscription, Recording<Subscription> recording);

    /** Changes one under its lock. What {@code change} throws undoes everything. */
    Change change(UUID id, UnaryOperator<Subscription> change, Recording<Subscription> recording);

    /**
     * Removes one; false if there is none.
     *
     * @param check may throw, which keeps it
     */
    boolean remove(UUID id, UnaryOperator<Subscription> check, Recording<Subscription> recording);

    /** What came of a change. */
    sealed interface Change {
        record Changed(Subscription subscription) implements Change {}

        record NotThere() implements Change {}

        record NoSuchReceiver() implements Change {}
    }
}
