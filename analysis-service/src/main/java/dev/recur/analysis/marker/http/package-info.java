/** Markers over HTTP. */
@NullMarked
package dev.recur.analysis.marker.http;

import org.jspecify.annotations.NullMarked;
