package dev.recur.ingest.intake;

import dev.recur.wire.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log in memory that can be away, and metrics as a list of words. */
public final class MemoryReportLog implements ReportLog, IntakeMetrics {

    public final List<Report> reports = new ArrayList<>();
    public final List<String> measured = new ArrayList<>();
    public boolean away;

    @Override
    public CompletionStage<Appended> append(List<Report> added, Submission submission) {
        if (away) {
            return CompletableFuture.completedFuture(new Appended.Unavailable(Appended.Reason.KAFKA_AWAY));
        }
        reports.addAll(added);
        return CompletableFuture.completedFuture(new Appended.Durable());
    }

    @Override
    public void accepted(Transport transport, int count) {
        measured.add(transport.wireName() + " accepted " + count);
    }

    @Override
    public void refused(Transport transport, String reason, int count) {
        measured.add(transport.wireName() + " refused " + count + " " + reason);
    }

    @Override
    public void acknowledged(Duration after) {}
}
