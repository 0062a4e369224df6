package dev.recur.notification.delivery;

import dev.recur.notification.channel.Message;
import dev.recur.notification.receiver.Receiver;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose turn it is, and that is ours until the lease ends.
 *
 * @param edition of the receiver when it was claimed
 * @param message {@code null} if what is stored cannot be read
 * @param attempts how many were made
 * @param failuresInRow how many of them since it was made or sent again: where it stands in the schedule
 * @param leaseEnd by the clock of the ledger; who settles shows by it that the delivery is still theirs
 */
public record ClaimedDelivery(
        UUID deliveryId,
        DeliveryKind kind,
        String receiver,
        Receiver.Edition edition,
        @Nullable Message message,
        int attempts,
        int failuresInRow,
        Instant leaseEnd) {

    /** The same under another lease. */
    ClaimedDelivery under(Instant other) {
        return new ClaimedDelivery(deliveryId, kind, receiver, edition, message, attempts, failuresInRow, other);
    }
}
