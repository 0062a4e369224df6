package dev.recur.ingest.webhook;

import dev.recur.ingest.intake.Appended;
import dev.recur.wire.report.Report;
import java.time.Duration;
import java.util.List;

/** What came of a webhook. */
public sealed interface WebhookOutcome {

    /** The reports are durable; the rest is of no interest, for these reasons. */
    record Taken(List<Report> reports, List<String> ignored) implements WebhookOutcome {}

    /** There is no such source. */
    record UnknownSource() implements WebhookOutcome {}

    /** Nothing shows that it comes from the source. */
    record NotAuthenticated() implements WebhookOutcome {}

    /** The sender may not speak for the source. */
    record NotAllowed(String detail) implements WebhookOutcome {}

    /** Nothing can be made of the body. */
    record Unintelligible(String detail) implements WebhookOutcome {}

    /** It could not be made durable in time. */
    record Unavailable(Appended.Reason reason) implements WebhookOutcome {}

    /** The source sends more than it may, for that long. */
    record OverRate(Duration delay) implements WebhookOutcome {}

    /** Whom the sender has to be asked about does not answer. */
    record NotJudged() implements WebhookOutcome {}
}
