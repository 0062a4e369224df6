package dev.recur.ingest.marker;

import dev.recur.ingest.intake.Appended;
import dev.recur.wire.json.Problem;
import java.util.List;
import java.util.UUID;

/** What came of a request to take a marker in. */
public sealed interface MarkerOutcome {

    /** The marker is durable. */
    record Accepted(UUID markerId) implements MarkerOutcome {}

    /** It is not valid. */
    record Refused(List<Problem> problems) implements MarkerOutcome {}

    /** The sender may not state it. */
    record NotAllowed(String detail) implements MarkerOutcome {}

    /** It could not be made durable in time. */
    record Unavailable(Appended.Reason reason) implements MarkerOutcome {}
}
