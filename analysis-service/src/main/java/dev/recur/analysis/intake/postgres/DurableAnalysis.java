package dev.recur.analysis.intake.postgres;

import dev.recur.analysis.intake.IncidentAnalysis;
import dev.recur.analysis.intake.TracedReport;
import dev.recur.analysis.investigation.postgres.Judge;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.wire.marker.Marker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes batches in until they are in, and wakes the judge. */
@ApplicationScoped
class DurableAnalysis implements IncidentAnalysis {

    /** So many reports come at once only when more are waiting. */
    private static final int MANY = 500;

    private final DurableWrites<TracedReport> reportWrites;
    private final DurableWrites<Marker> markerWrites;
    private final Judge judge;

    DurableAnalysis(BatchTransaction reports, MarkerTransaction markers, Judge judge, AnalysisMetrics metrics) {
        this.reportWrites = new DurableWrites<>(reports::take, metrics::databaseWait);
        this.markerWrites = new DurableWrites<>(markers::take, metrics::databaseWait);
        this.judge = judge;
    }

    @Override
    public List<Refused<TracedReport>> take(List<TracedReport> reports) throws InterruptedException {
        if (reports.size() >= MANY) {
            judge.giveWay();
        }
        var refused = reportWrites.write(reports);
        judge.wake();
        return refused;
    }

    @Override
    public List<Refused<Marker>> takeMarkers(List<Marker> markers) throws InterruptedException {
        var refused = markerWrites.write(markers);
        judge.wake();
        return refused;
    }
}
