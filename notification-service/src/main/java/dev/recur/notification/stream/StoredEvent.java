package dev.recur.notification.stream;

import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is stored.
 *
 * @param position later events have greater ones, and no smaller one appears after a greater one was seen
 * @param json the event, in one line
 */
public record StoredEvent(long position, UUID eventId, Instant happenedAt, InvestigationEvent event, String json) {

    public static StoredEvent of(long position, UUID eventId, Instant happenedAt, InvestigationEvent event) {
        var json = new String(InvestigationEventCodec.encode(event), StandardCharsets.UTF_8);
        return new StoredEvent(position, eventId, happenedAt, event, json);
    }

    /** As in webhooks, for example {@code investigation.opened}. */
    public String type() {
        return "investigation." + event.event().wireName();
    }
}
