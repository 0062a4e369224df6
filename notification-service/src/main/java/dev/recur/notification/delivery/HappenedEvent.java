package dev.recur.notification.delivery;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it arrived.
 *
 * @param eventId the same for every copy of it
 * @param value the record's value, kept as it is
 * @param traceparent the trace that it is part of
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HappenedEvent(
        UUID eventId,
        Instant happenedAt,
        InvestigationEvent event,
        byte[] value,
        @Nullable String traceparent) {

    /** True if nobody works on the investigation any more. */
    public boolean isEnd() {
        return event.event() == EventName.WITHDRAWN
                || (event.event() == EventName.TRANSITIONED
                        && switch (event.investigation().status()) {
                            case CLOSED, DISMISSED, ACCEPTED_RISK, WITHDRAWN -> true;
                            case OPEN, TRIAGED, INVESTIGATING, ACTIONS_AGREED, VERIFYING -> false;
                        });
    }

    @Override
    public String toString() {
        return "event " + eventId;
    }
}
