/** What nearly happened, told by people who may stay unknown. */
@NullMarked
package dev.recur.ingest.nearmiss;

import org.jspecify.annotations.NullMarked;
