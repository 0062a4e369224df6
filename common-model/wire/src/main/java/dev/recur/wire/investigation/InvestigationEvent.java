package dev.recur.wire.investigation;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an investigation.
 *
 * @param change why, where the event alone does not say it, for example {@code reopened}
 * @param sequence counts the events of the investigation from 1
 * @param investigation as it was then, its evidence capped
 */
public record InvestigationEvent(EventName event, @Nullable String change, long sequence, Investigation investigation) {

    /** Most incidents that an event lists as evidence. */
    public static final int MOST_EVIDENCE = 100;
}
