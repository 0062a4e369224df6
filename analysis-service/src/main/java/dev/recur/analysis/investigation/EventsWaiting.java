package dev.recur.analysis.investigation;

/** There may be events in the outbox. */
public record EventsWaiting() {}
