package dev.recur.analysis.intake.kafka;

import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.analysis.kafka.Batches;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.messaging.deadletter.DeadLetters;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.marker.MarkerCodec.InvalidMarker;
import dev.recur.wire.topic.CloudEventTypes;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Takes markers from Kafka, at least once; of several records of one marker the one recorded last stands, so that taking
 * one again changes nothing. A record that is no marker, or that the database refuses, goes to the dead-letter topic and
 * its partition moves on. While PostgreSQL is away the batch waits.
 */
@ApplicationScoped
class MarkerConsumer {

    private final IncidentAnalysis analysis;
    private final DeadLetters deadLetters;
    private final Batches<Marker> batches;

    MarkerConsumer(
            IncidentAnalysis analysis,
            @Channel("markers-dead") MutinyEmitter<byte[]> dead,
            Clock clock,
            AnalysisMetrics metrics) {
        this.analysis = analysis;
        this.deadLetters = new DeadLetters(dead, clock, metrics::deadLetter);
        this.batches = new Batches<>(
                MarkerConsumer::decode, e -> e instanceof InvalidMarker || e instanceof OtherType, deadLetters);
    }

    @Incoming("markers")
    @Blocking
    void take(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        var batch = batches.read(records);
        for (var refused : analysis.takeMarkers(batch.items())) {
            deadLetters.add(batch.origin(refused.item()), refused.reason());
        }
    }

    private static Marker decode(String type, byte[] value, @Nullable String traceparent) {
        if (!type.equals(CloudEventTypes.MARKER_RECORDED)) {
            throw new OtherType(type);
        }
        return MarkerCodec.decode(value);
    }

    private static final class OtherType extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherType(String type) {
            super("the header ce_type is not " + CloudEventTypes.MARKER_RECORDED + ": " + type);
        }
    }
}
