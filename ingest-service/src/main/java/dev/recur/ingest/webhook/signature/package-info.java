/** How a webhook shows that it comes from its sender: judged on the raw bytes, in constant time, before anything is parsed. */
@NullMarked
package dev.recur.ingest.webhook.signature;

import org.jspecify.annotations.NullMarked;
