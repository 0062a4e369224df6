/** How much ingest-service takes in, and how fast, beside its peers in the same run. */
@NullMarked
package dev.recur.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
