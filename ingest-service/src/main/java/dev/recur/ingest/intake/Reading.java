package dev.recur.ingest.intake;

import dev.recur.wire.json.Problem;
import dev.recur.wire.report.Report;
import java.util.List;

/** What came of reading one statement. */
public sealed interface Reading {

    /** It is a report. */
    record Read(Report report) implements Reading {}

    /** It is no valid report, for these reasons. */
    record Refused(List<Problem> problems) implements Reading {}

    /** The sender may not speak for the source. */
    record NotAllowed(String detail) implements Reading {}
}
