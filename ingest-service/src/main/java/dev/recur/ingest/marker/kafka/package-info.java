/** Markers onto their topic. */
@NullMarked
package dev.recur.ingest.marker.kafka;

import org.jspecify.annotations.NullMarked;
