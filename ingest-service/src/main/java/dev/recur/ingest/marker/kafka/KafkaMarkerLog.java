package dev.recur.ingest.marker.kafka;

import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.kafka.CloudEventRecord;
import dev.recur.ingest.intake.kafka.KafkaLog;
import dev.recur.ingest.marker.MarkerLog;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.report.Identity;
import dev.recur.wire.topic.CloudEventTypes;
import dev.recur.wire.topic.Topics;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The log of markers on the topic {@code recur.markers}; what it promises is what {@link KafkaLog} does. */
@Singleton
class KafkaMarkerLog implements MarkerLog {

    private final KafkaLog log;

    KafkaMarkerLog(KafkaLog log) {
        this.log = log;
    }

    @Override
    public CompletionStage<Appended> append(Marker marker, Submission submission) {
        return log.append(
                List.of(new CloudEventRecord(
                                Topics.MARKERS,
                                marker.markerId(),
                                eventId(marker),
                                marker.source(),
                                CloudEventTypes.MARKER_RECORDED,
                                marker.recordedAt(),
                                marker.recordedAt(),
                                submission.traceparent(),
                                MarkerCodec.encode(marker))
                        .forProducer()),
                submission);
    }

    /** Of each recording of a marker its own. */
    private static UUID eventId(Marker marker) {
        return Identity.named(
                "marker/recorded",
                marker.markerId().toString(),
                marker.recordedAt().toString());
    }
}
