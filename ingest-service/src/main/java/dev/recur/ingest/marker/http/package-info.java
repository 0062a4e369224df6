/** Markers over HTTP. */
@NullMarked
package dev.recur.ingest.marker.http;

import org.jspecify.annotations.NullMarked;
