package dev.recur.ingest.intake.kafka;

import dev.recur.ingest.intake.Submission;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long senders wait and how much may wait with them. */
@ConfigMapping(prefix = "recur.ingest")
interface IngestConfig {

    /** Within it a report of the API is acknowledged or refused. */
    @WithDefault("4s")
    Duration deadline();

    /** As {@link #deadline()}, for webhooks whose source says nothing else: some senders give up after a second. */
    @WithDefault("800ms")
    Duration webhookDeadline();

    /** Most reports that wait for their acknowledgement; more are refused at once. */
    @WithDefault("20000")
    int inFlightReports();

    /** Most bytes that wait for their acknowledgement; well below the producer's buffer, which must never be full. */
    @WithDefault("33554432")
    int inFlightBytes();

    /** Nobody waits for longer than the API does: the producer has given up by then. */
    default Duration deadline(Submission submission) {
        var patience = submission.deadline();
        if (patience != null) {
            return patience.compareTo(deadline()) < 0 ? patience : deadline();
        }
        return switch (submission.transport()) {
            case API -> deadline();
            case WEBHOOK -> webhookDeadline();
        };
    }
}
