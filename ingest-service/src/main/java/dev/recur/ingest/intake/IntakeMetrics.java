package dev.recur.ingest.intake;

import java.time.Duration;

/**
 * What an operator watches. Accepted plus refused is everything that came. Alert when refusals for the reasons of
 * {@link Appended.Reason} go on for more than a minute: senders are being told to come back.
 */
public interface IntakeMetrics {

    /** That many reports are durable. */
    void accepted(Transport transport, int reports);

    /**
     * That many reports were refused.
     *
     * @param reason of a closed set
     */
    void refused(Transport transport, String reason, int reports);

    /** Kafka acknowledged the reports of one request that long after they were sent to it. */
    void acknowledged(Duration after);
}
