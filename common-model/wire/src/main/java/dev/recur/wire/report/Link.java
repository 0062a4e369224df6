package dev.recur.wire.report;

/**
 * Somewhere to read more.
 *
 * @param rel what it is to the incident, for example {@code runbook}
 * @param href an absolute URI
 */
public record Link(String rel, String href) {}
