package dev.recur.ingest.intake;

/**
 * What an {@code Idempotency-Key} means for one report of a request.
 *
 * @param key of the request
 * @param index of the report in the request
 * @param reportKey the key, in a batch followed by the index
 */
record ItemKey(String key, int index, String reportKey) {}
