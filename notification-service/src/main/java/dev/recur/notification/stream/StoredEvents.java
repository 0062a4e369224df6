package dev.recur.notification.stream;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads the events that are stored. Every method waits for the store. */
public interface StoredEvents {

    /** The position of the last one, 0 before the first. */
    long last();

    OptionalLong positionOf(UUID eventId);

    /** Oldest first; those that cannot be read any more are left out, the page's end is said nevertheless. */
    Page after(long position, int limit);

    /** Newest first, likewise. */
    Page before(long position, int limit);

    /** The latest of an investigation, oldest first. */
    List<StoredEvent> ofInvestigation(UUID investigationId, int most);

    /**
     * Some events.
     *
     * @param end the position of the last that was looked at; where to go on
     * @param full whether there may be more
     */
    record Page(List<StoredEvent> events, long end, boolean full) {}
}
