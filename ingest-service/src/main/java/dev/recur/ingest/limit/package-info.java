/** How much each caller may send. */
@NullMarked
package dev.recur.ingest.limit;

import org.jspecify.annotations.NullMarked;
