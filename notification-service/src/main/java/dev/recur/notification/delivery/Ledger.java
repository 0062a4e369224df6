package dev.recur.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of everything that is to be told and was told, as a queue. It goes by a clock of its own, so that the
 * clocks of several dispatchers need not agree. Every method waits for the store.
 */
public interface Ledger {

    /**
     * Stores those events that were not stored before, with the deliveries that they cause by {@link Audience}, all or
     * nothing. Harmless when repeated.
     *
     * @return how many deliveries are new
     */
    int store(List<HappenedEvent> events);

    /**
     * Takes deliveries that are due, for as long as the lease: nobody else gets them until then, and whoever dies with
     * them only delays them. Of one subscription and investigation only the earliest that is pending.
     */
    List<ClaimedDelivery> claim(Claim claim);

    /**
     * Writes down what became of claimed deliveries; of one whose lease ended and that somebody else claimed, only the
     * attempt. A digest takes along what is in it. A receiver that a delivery died for is told of, once until one works.
     */
    void settle(List<Settled> settled);

    /**
     * Does what time asks for: summaries of silences that ended, an end to what is to go to receivers that are no more.
     *
     * @return how many deliveries became due by it
     */
    int tidy();

    /**
     * Makes one due now, whatever became of it, under the same id and with the whole schedule before it: its digest,
     * where it was told in one.
     */
    Redelivery redeliver(UUID deliveryId);

    /**
     * Makes due now what was delivered or given up, and made since that time, of one receiver.
     *
     * @return how many
     */
    int replay(String receiver, Instant since);

    Backlog backlog();

    /**
     * What to claim.
     *
     * @param share most that are attempted at a time for one receiver
     * @param rooms how many more, of receivers that have not their whole share
     */
    record Claim(Duration lease, int atMost, int share, Map<String, Integer> rooms) {}

    /** What came of asking for one again. */
    enum Redelivery {
        DUE,
        /** It waits in a digest that is not due yet. */
        IN_DIGEST,
        /** There is none, or its receiver is no more. */
        NOBODY
    }

    /**
     * What waits.
     *
     * @param oldestDue since when the delivery waits whose turn has come longest ago, {@code null} if none has
     */
    record Backlog(long pending, @Nullable Instant oldestDue) {}
}
