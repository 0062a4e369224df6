package dev.recur.notification.channel;

import dev.recur.wire.investigation.InvestigationEvent;
import java.time.Instant;
import java.util.UUID;

/** What is to be told; each channel shapes it its own way, the same for every attempt. */
public sealed interface Message {

    /** The same for every attempt. */
    UUID id();

    /** When what it tells of happened. */
    Instant happenedAt();

    /** Something happened to an investigation. */
    record Happened(UUID id, Instant happenedAt, InvestigationEvent event) implements Message {}

    /** Somebody wants to see whether the receiver gets anything. */
    record Test(UUID id, Instant happenedAt, String receiver) implements Message {}
}
