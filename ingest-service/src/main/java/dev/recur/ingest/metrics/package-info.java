/** Every metric of this service, by name. */
@NullMarked
package dev.recur.ingest.metrics;

import org.jspecify.annotations.NullMarked;
