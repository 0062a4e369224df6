/** Sources of webhooks as the configuration has them. */
@NullMarked
package dev.recur.ingest.webhook.config;

import org.jspecify.annotations.NullMarked;
