package dev.recur.analysis.investigation.kafka;

import dev.recur.analysis.investigation.EventsWaiting;
import dev.recur.analysis.investigation.postgres.OutboxRows;
import dev.recur.analysis.investigation.postgres.OutboxRows.Backlog;
import dev.recur.analysis.investigation.postgres.OutboxRows.Waiting;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Worker;
import dev.recur.wire.report.Identity;
import dev.recur.wire.topic.Headers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Publishes what is in the outbox, at least once: an event is removed only after all in-sync replicas have it. The same
 * event has the same {@code ce_id} however often it is published. A slot of the outbox has one relay at a time, which
 * sends an event of an investigation only after those before it are acknowledged, so that no retry overtakes another. While the broker is away nothing is removed.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final MutinyEmitter<byte[]> events;
    private final AnalysisMetrics metrics;
    private final Worker worker = new Worker("outbox-relay", INTERVAL, this::relay);

    OutboxRelay(
            Transactions transactions,
            @Channel("investigation-events") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 2 * AT_ONCE)
                    MutinyEmitter<byte[]> events,
            AnalysisMetrics metrics) {
        this.metrics = metrics;
        this.transactions = transactions;
        this.events = events;
    }

    void atStart(@Observes StartupEvent event) {
        worker.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        worker.stop();
    }

    void eventsWaiting(@Observes EventsWaiting event) {
        worker.wake();
    }

    /** Publishes what waits; true when more may be. */
    boolean relay() {
        var published = 0;
        var backlog = transactions.run(OutboxRows::backlog);
        metrics.outbox(
                backlog.stream().mapToLong(Backlog::events).sum(),
                backlog.stream()
                        .map(Backlog::oldest)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
        RuntimeException failure = null;
        for (var ofSlot : backlog) {
            try {
                published += relay(ofSlot.slot());
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            // The others are published; this one keeps its events and waits until the worker has paused.
            throw failure;
        }
        return published > 0;
    }

    private int relay(int slot) {
        return transactions.run(statements -> {
            if (!Locks.tryRelay(statements, slot)) {
                return 0;
            }
            var next = OutboxRows.oldest(statements, slot, AT_ONCE);
            if (!next.isEmpty()) {
                publish(next);
                OutboxRows.remove(statements, next);
            }
            return next.size();
        });
    }

    private void publish(List<Waiting> waiting) {
        var sent = waiting.stream()
                .map(event -> events.sendMessage(message(event)).subscribeAsCompletionStage())
                .map(stage -> Uni.createFrom().completionStage(stage))
                .toList();
        Uni.join().all(sent).andFailFast().await().atMost(PATIENCE);
    }

    private static Message<byte[]> message(Waiting event) {
        var id = Identity.named("event", event.investigationId().toString(), Long.toString(event.sequence()));
        var headers = new RecordHeaders();
        header(headers, Headers.SPEC_VERSION, "1.0");
        header(headers, Headers.ID, id.toString());
        header(headers, Headers.SOURCE, "/recur/analysis");
        header(headers, Headers.TYPE, event.cloudEventType());
        header(headers, Headers.TIME, event.time().toString());
        header(headers, Headers.CONTENT_TYPE, "application/json");
        var traceparent = event.traceparent();
        if (traceparent != null) {
            header(headers, Headers.TRACE_PARENT, traceparent);
        }
        return Message.of(event.payload().getBytes())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(event.investigationId().toString())
                        .withHeaders(headers)
                        .build());
    }

    private static void header(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
