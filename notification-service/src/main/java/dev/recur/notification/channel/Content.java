package dev.recur.notification.channel;

import dev.recur.wire.investigation.InvestigationEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a message says, whichever channel says it. */
public sealed interface Content {

    /** Something happened to an investigation. */
    record Happened(InvestigationEvent event) implements Content {}

    /**
     * What happened in a stretch of time, told at once.
     *
     * @param events oldest first; the latest of them where there are too many to list
     * @param eventCount how many there were
     */
    record Digest(Instant from, Instant to, List<InvestigationEvent> events, int eventCount) implements Content {
        public Digest {
            events = List.copyOf(events);
        }
    }

    /**
     * A silence has ended: this is what it held back.
     *
     * @param where its matchers, as they were written
     * @param heldBack oldest first; the latest of them where there are too many to list
     * @param heldBackCount how many there were
     */
    record SilenceEnded(
            UUID silenceId,
            String where,
            String reason,
            Instant startsAt,
            Instant endsAt,
            List<InvestigationEvent> heldBack,
            int heldBackCount)
            implements Content {
        public SilenceEnded {
            heldBack = List.copyOf(heldBack);
        }
    }

    /**
     * Deliveries to another receiver were given up.
     *
     * @param receiver its name
     * @param reason why the last of them failed
     * @param since when the first of them was given up
     * @param deadDeliveries how many there are
     */
    record ReceiverFailing(String receiver, FailureReason reason, Instant since, int deadDeliveries)
            implements Content {}

    /** Somebody wants to see whether the receiver gets anything. */
    record Test(String receiver) implements Content {}
}
