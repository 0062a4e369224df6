package dev.recur.ingest.intake;

import dev.recur.wire.report.Report;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where reports are kept for ever. */
public interface ReportLog {

    /**
     * Appends reports; never blocks, never fails, and ends within the deadline of the submission's transport. After any
     * end but {@link Appended.Durable} some of the reports may be there: their identities make sending them again
     * harmless.
     */
    CompletionStage<Appended> append(List<Report> reports, Submission submission);
}
