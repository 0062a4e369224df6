/** Webhooks: a sender's own format, mapped leniently into reports. */
@NullMarked
package dev.recur.ingest.webhook;

import org.jspecify.annotations.NullMarked;
