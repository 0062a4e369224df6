package dev.recur.notification.delivery;

import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.Receivers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Receivers as they were read last, so that not every claim reads and unseals them again. The ledger says with each
 * delivery which edition of its receiver there is: nobody is told by one that is no more. Of one thread.
 */
final class KnownReceivers {

    private final Receivers receivers;
    private final Map<String, Receiver> known = new HashMap<>();

    KnownReceivers(Receivers receivers) {
        this.receivers = receivers;
    }

    /** The receivers of the deliveries by name, without those that are gone. */
    Map<String, Receiver> of(List<ClaimedDelivery> claimed) {
        var changed = claimed.stream()
                .filter(delivery -> !isKnown(delivery))
                .map(ClaimedDelivery::receiver)
                .distinct()
                .toList();
        if (!changed.isEmpty()) {
            changed.forEach(known::remove);
            known.putAll(receivers.named(changed));
        }
        return known;
    }

    private boolean isKnown(ClaimedDelivery delivery) {
        var receiver = known.get(delivery.receiver());
        return receiver != null && receiver.edition().equals(delivery.edition());
    }
}
