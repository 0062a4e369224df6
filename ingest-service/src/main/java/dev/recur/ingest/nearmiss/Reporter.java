package dev.recur.ingest.nearmiss;

import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import java.util.Set;

/** Who tells of a near miss. */
public sealed interface Reporter {

    /** Its request, as far as it is known. */
    Submission submission();

    /** Somebody who stays unknown: of the request nothing is known but when its body was there, for the deadline. */
    record Anonymous(long since) implements Reporter {
        private static final Sender NOBODY = new Sender("near-miss", Set.of());

        @Override
        public Submission submission() {
            return new Submission(Transport.API, NOBODY, null, null, since);
        }
    }

    /** Somebody with a key. */
    record Known(Submission submission) implements Reporter {}
}
