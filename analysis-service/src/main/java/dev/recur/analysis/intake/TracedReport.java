package dev.recur.analysis.intake;

import dev.recur.wire.report.Report;
import org.jspecify.annotations.Nullable;

/**
 * A report as it was carried here.
 *
 * @param traceparent the trace that it is part of, which what it causes goes on with
 */
public record TracedReport(Report report, @Nullable String traceparent) {

    /** Of no trace. */
    public static TracedReport untraced(Report report) {
        return new TracedReport(report, null);
    }
}
