package dev.recur.ingest.marker;

import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.Submission;
import dev.recur.wire.marker.Marker;
import java.util.concurrent.CompletionStage;

/** Where markers are kept for ever. */
public interface MarkerLog {

    /** As {@link dev.recur.ingest.intake.ReportLog#append}. */
    CompletionStage<Appended> append(Marker marker, Submission submission);
}
