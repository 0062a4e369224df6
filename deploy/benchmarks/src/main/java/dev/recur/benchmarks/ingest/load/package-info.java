/** Offers HTTP requests at a rate, whatever comes back. */
@NullMarked
package dev.recur.benchmarks.ingest.load;

import org.jspecify.annotations.NullMarked;
