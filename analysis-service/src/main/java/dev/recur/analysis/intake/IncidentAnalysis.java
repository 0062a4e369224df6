package dev.recur.analysis.intake;

import dev.recur.wire.report.Report;
import java.util.List;

/** The door of the service: every transport brings its reports here. */
public interface IncidentAnalysis {

    /**
     * Takes reports in, durably, and returns only then. Taking one again changes nothing. Waits for as long as the
     * database is away.
     *
     * @return the reports that the database refuses, with its reason; everything else is taken in
     */
    List<Refused> take(List<Report> reports) throws InterruptedException;

    /** A report that cannot be stored. */
    record Refused(Report report, String reason) {}
}
