/** How callers hear of their rate. */
@NullMarked
package dev.recur.ingest.limit.http;

import org.jspecify.annotations.NullMarked;
