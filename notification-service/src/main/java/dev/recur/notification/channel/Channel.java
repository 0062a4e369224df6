package dev.recur.notification.channel;

import dev.recur.notification.receiver.Destination;

/**
 * One way of telling.
 *
 * @param <D> where it can tell
 */
public interface Channel<D extends Destination> {

    /** Tells, and waits for what comes of it; bounded in time, and throws nothing that the receiver could cause. */
    Result deliver(Message message, D destination);
}
