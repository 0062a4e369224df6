package dev.recur.ingest.webhook;

/** What an operator watches about webhooks. Alert when everything of a source is ignored: its format has changed. */
public interface WebhookMetrics {

    /** A payload was understood, and that many items of it are of no interest. */
    void ignored(String source, int items);

    /** That many parts of otherwise good alerts were not valid and were left out. */
    void dropped(String source, int parts);
}
