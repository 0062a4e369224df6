package dev.recur.notification.delivery;

import dev.recur.wire.investigation.InvestigationEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it arrived.
 *
 * @param eventId the same for every copy of it
 * @param value the record's value, kept as it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HappenedEvent(UUID eventId, Instant happenedAt, InvestigationEvent event, byte[] value) {

    @Override
    public String toString() {
        return "event " + eventId;
    }
}
