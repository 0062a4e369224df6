package dev.recur.ingest.intake.kafka;

import java.util.concurrent.atomic.AtomicInteger;

/** What waits for its acknowledgement, bounded: whatever does not fit is refused before it costs memory. */
final class InFlight {

    private final int mostReports;
    private final int mostBytes;
    private final AtomicInteger reports = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();

    InFlight(int mostReports, int mostBytes) {
        this.mostReports = mostReports;
        this.mostBytes = mostBytes;
    }

    /** Takes room for that many, all or nothing; whoever got it gives it back by {@link #leave}. */
    boolean enter(int addedReports, int addedBytes) {
        var reportsNow = reports.addAndGet(addedReports);
        var bytesNow = bytes.addAndGet(addedBytes);
        if (reportsNow > mostReports || bytesNow > mostBytes) {
            leave(addedReports, addedBytes);
            return false;
        }
        return true;
    }

    void leave(int removedReports, int removedBytes) {
        reports.addAndGet(-removedReports);
        bytes.addAndGet(-removedBytes);
    }

    int reports() {
        return reports.get();
    }
}
