package dev.recur.ingest.webhook.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
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

        /** The kind of everything that it reports, for example {@code near_miss}. */
        Optional<String> kind();

        /** Tags of what has none of that dimension, by dimension. */
        Map<String, List<String>> tags();
    }
}
