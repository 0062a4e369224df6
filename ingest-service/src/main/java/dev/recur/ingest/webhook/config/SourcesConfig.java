package dev.recur.ingest.webhook.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources of webhooks beside the built-in adapters, by name. */
@ConfigMapping(prefix = "recur.sources")
interface SourcesConfig {

    @WithParentName
    Map<String, SourceConfig> sources();

    /** One source. */
    interface SourceConfig {

        /** The adapter that understands it; the one of the source's own name when there is none. */
        Optional<String> adapter();

        /** The file of a mapping of one's own, in the place of an adapter. */
        Optional<String> mapping();

        /** The kind of everything that it reports, for example {@code near_miss}. */
        Optional<String> kind();

        /** Tags of what has none of that dimension, by dimension. */
        Map<String, List<String>> tags();

        /** The labels that fill a dimension, the first present one wins; {@code severity} too. */
        Map<String, List<String>> labels();

        /** What it signs with, or shows; two while one takes the place of the other. */
        Optional<List<String>> secret();

        /** How it signs, where that is not how senders of its adapter usually do. */
        Optional<String> scheme();

        /** Where the secret stands (scheme {@code header}), or the signature (Grafana). */
        Optional<String> header();

        /** Where Grafana writes the time that it signs too. */
        Optional<String> timestampHeader();

        /** The topics of Amazon SNS that may speak and whose subscriptions are confirmed. */
        Optional<List<String>> topics();

        /** How long it waits for an answer, at most {@code recur.ingest.deadline}. */
        Optional<Duration> deadline();
    }
}
