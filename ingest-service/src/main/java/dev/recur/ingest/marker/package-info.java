/** What happened to the organisation, taken in. */
@NullMarked
package dev.recur.ingest.marker;

import org.jspecify.annotations.NullMarked;
