package dev.recur.analysis.intake;

import dev.recur.wire.marker.Marker;
import java.util.List;

/**
 * The door of the service: every transport brings its reports and markers here. Both are taken in durably, and the call
 * returns only then; taking one again changes nothing. It waits for as long as the database is away.
 */
public interface IncidentAnalysis {

    /** Takes reports in and returns those that the database refuses, each with its reason. */
    List<Refused<TracedReport>> take(List<TracedReport> reports) throws InterruptedException;

    /** Takes markers in and returns those that the database refuses, each with its reason. */
    List<Refused<Marker>> takeMarkers(List<Marker> markers) throws InterruptedException;

    /** What cannot be stored. */
    record Refused<T>(T item, String reason) {}
}
