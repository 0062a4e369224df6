package dev.recur.ingest.intake.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.wire.topic.Headers;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that is a CloudEvent 1.0 in binary mode, keyed so that what concerns one thing keeps its order.
 *
 * @param key the identity of what the event is about
 * @param time as of when it is true
 * @param recordedAt when Recur took it in; also the record's own timestamp
 * @param traceparent W3C trace context, if there is one to pass on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CloudEventRecord(
        String topic,
        UUID key,
        UUID id,
        String source,
        String type,
        Instant time,
        Instant recordedAt,
        @Nullable String traceparent,
        byte[] value) {

    private static final RecordHeader SPEC_VERSION = header(Headers.SPEC_VERSION, "1.0");
    private static final RecordHeader CONTENT_TYPE = header(Headers.CONTENT_TYPE, "application/json");

    /** As the client takes it. */
    public ProducerRecord<String, byte[]> forProducer() {
        var headers = new RecordHeaders();
        headers.add(SPEC_VERSION);
        headers.add(header(Headers.ID, id.toString()));
        headers.add(header(Headers.SOURCE, uriReference(source)));
        headers.add(header(Headers.TYPE, type));
        headers.add(header(Headers.TIME, time.toString()));
        headers.add(header(Headers.RECORDED_TIME, recordedAt.toString()));
        headers.add(CONTENT_TYPE);
        if (traceparent != null) {
            headers.add(header(Headers.TRACE_PARENT, traceparent));
        }
        return new ProducerRecord<>(topic, null, recordedAt.toEpochMilli(), key.toString(), value, headers);
    }

    /** CloudEvents wants a URI reference for a source; most names of sources are one as they are. */
    private static String uriReference(String source) {
        return URLEncoder.encode(source, UTF_8).replace("+", "%20");
    }

    private static RecordHeader header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
