package dev.recur.ingest.intake;

import dev.recur.wire.json.Problem;
import java.util.List;
import java.util.UUID;

/** What came of a request to take something in. */
public sealed interface Outcome {

    /** The report is durable. */
    record Accepted(UUID incidentId, UUID reportId) implements Outcome {}

    /** One outcome for each report of a batch, in the order sent: those that are {@link Accepted} are durable. */
    record Many(List<Outcome> items) implements Outcome {

        public int accepted() {
            return (int) items.stream().filter(Accepted.class::isInstance).count();
        }
    }

    /** It is not valid. */
    record Refused(List<Problem> problems) implements Outcome {}

    /** The sender may not state it. */
    record NotAllowed(String detail) implements Outcome {}

    /** It is larger than is taken. */
    record TooLarge(String detail) implements Outcome {}

    /** It could not be made durable in time. */
    record Unavailable(Appended.Reason reason) implements Outcome {}
}
