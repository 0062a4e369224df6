/** Markers: dated things that happened to the organisation, before and after which incidents are judged. */
@NullMarked
package dev.recur.wire.marker;

import org.jspecify.annotations.NullMarked;
