package dev.recur.ingest.intake;

import java.util.Map;

/** How the reports of a body are written down. */
public sealed interface Format {

    /** A JSON object, one report, or a JSON array, many. */
    record PlainJson() implements Format {}

    /** A JSON object on each line (NDJSON). */
    record JsonLines() implements Format {}

    /** A CloudEvent in structured mode, with the report as its data. */
    record CloudEvent() implements Format {}

    /** A JSON array of CloudEvents in structured mode. */
    record CloudEventBatch() implements Format {}

    /**
     * A CloudEvent in binary mode: the body is its data.
     *
     * @param attributes by name, as meant: without the escapes of HTTP headers
     */
    record BinaryCloudEvent(Map<String, String> attributes) implements Format {}
}
