package dev.recur.analysis.investigation;

import dev.recur.wire.investigation.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people decide to make of an investigation. */
public sealed interface Decision {

    /** Where it is to stand. */
    Status to();

    /** What they say to it. */
    @Nullable
    String note();

    /** Work on it goes on, or has come to its end. */
    record Proceed(Status to, @Nullable String note) implements Decision {}

    /** It is not worth investigating, for a reason. */
    record Dismiss(String reason) implements Decision {
        @Override
        public Status to() {
            return Status.DISMISSED;
        }

        @Override
        public String note() {
            return reason;
        }
    }

    /** They live with it until a moment, for a reason; then it is open again. */
    record AcceptRisk(String reason, Instant until) implements Decision {
        @Override
        public Status to() {
            return Status.ACCEPTED_RISK;
        }

        @Override
        public String note() {
            return reason;
        }
    }
}
