/** Webhooks over HTTP. */
@NullMarked
package dev.recur.ingest.webhook.http;

import org.jspecify.annotations.NullMarked;
