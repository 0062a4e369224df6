package dev.recur.notification.kafka;

import dev.recur.notification.delivery.HappenedEvent;
import dev.recur.service.trace.TraceParent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import dev.recur.wire.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads a record of the topic of investigation events. */
final class EventRecord {

    private EventRecord() {}

    /** A record is none that can be processed; the message says why. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /**
     * The event of a record.
     *
     * @throws Unreadable saying what is wrong with it
     */
    static HappenedEvent read(ConsumerRecord<String, byte[]> kafkaRecord) throws Unreadable {
        var problems = new Problems();
        var id = header(kafkaRecord, Headers.ID);
        var time = header(kafkaRecord, Headers.TIME);
        var eventId =
                id == null ? null : ObjectReader.uuid(id, Headers.ID, problems).orElse(null);
        var happenedAt = time == null
                ? null
                : ObjectReader.time(time, Headers.TIME, problems).orElse(null);
        if (!problems.isEmpty()) {
            throw new Unreadable(
                    problems.all().stream().map(EventRecord::sentence).collect(Collectors.joining("; ")));
        }
        if (eventId == null || happenedAt == null || kafkaRecord.value() == null) {
            throw new Unreadable("the headers " + Headers.ID + " and " + Headers.TIME + " and a value are required");
        }
        try {
            var event = InvestigationEventCodec.decode(kafkaRecord.value());
            var traceparent = TraceParent.wellFormed(header(kafkaRecord, Headers.TRACE_PARENT));
            return new HappenedEvent(eventId, happenedAt, event, kafkaRecord.value(), traceparent);
        } catch (RuntimeException e) {
            throw new Unreadable("not an investigation event: " + e.getMessage());
        }
    }

    private static String sentence(Problem problem) {
        return "the header " + problem.pointer() + " " + problem.detail();
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> kafkaRecord, String name) {
        var header = kafkaRecord.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
