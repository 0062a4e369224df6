/** Markers: dated things that happened to the organisation. */
@NullMarked
package dev.recur.analysis.marker;

import org.jspecify.annotations.NullMarked;
