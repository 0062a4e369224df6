package dev.recur.analysis.intake.kafka;

import dev.recur.analysis.intake.TracedReport;
import dev.recur.analysis.intake.postgres.BatchTransaction;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportType;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Takes batches in before there are partitions to take them from, and takes nothing of them in. The first batch of a JVM
 * costs it a second or more, for which whoever gives a partition up to a new instance would have it wait.
 */
@ApplicationScoped
class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);
    private static final int BATCHES = 5;
    private static final int REPORTS = 40;
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final BatchTransaction batches;

    Rehearsal(BatchTransaction batches) {
        this.batches = batches;
    }

    /** Before any consumer joins its group. */
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
            throws InterruptedException {
        var start = System.nanoTime();
        try {
            CompletableFuture.runAsync(this::rehearse, Thread::startVirtualThread)
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            LOG.infof(
                    "rehearsed for %d ms",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (TimeoutException | ExecutionException e) {
            LOG.infof("not rehearsed, so that the first batches will be slow: %s", e);
        }
    }

    private void rehearse() {
        for (int i = 0; i < BATCHES; i++) {
            batches.rehearse(
                    IntStream.range(0, REPORTS).mapToObj(Rehearsal::report).toList());
        }
    }

    private static TracedReport report(int number) {
        var json = """
                {"incidentId":"%s","reportId":"%s","source":"rehearsal","asOf":"2026-01-01T00:00:00Z",
                 "recordedAt":"2026-01-01T00:00:00Z","facts":{"title":"Rehearsal","severity":"sev3",
                 "occurredAt":"2026-01-01T00:00:00Z","tags":{"component":["rehearsal"],"cause":["rehearsal-%d"]}}}
                """.formatted(UUID.randomUUID(), UUID.randomUUID(), number);
        return TracedReport.untraced(ReportCodec.decode(ReportType.REPORTED, json.getBytes(StandardCharsets.UTF_8)));
    }
}
