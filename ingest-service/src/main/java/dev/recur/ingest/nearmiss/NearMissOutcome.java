package dev.recur.ingest.nearmiss;

import dev.recur.ingest.intake.Appended;
import dev.recur.wire.json.Problem;
import java.util.List;

/** What came of somebody telling of a near miss. */
public sealed interface NearMissOutcome {

    /** What was told is durable, and this is how to add to it. */
    record Told(Receipt receipt) implements NearMissOutcome {}

    /** It is not valid. */
    record Refused(List<Problem> problems) implements NearMissOutcome {}

    /** It could not be made durable in time. */
    record Unavailable(Appended.Reason reason) implements NearMissOutcome {}
}
