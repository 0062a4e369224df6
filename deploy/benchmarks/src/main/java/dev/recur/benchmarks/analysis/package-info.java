/** How fast analysis-service takes reports in, with its broker and its database on the same machine. */
@NullMarked
package dev.recur.benchmarks.analysis;

import org.jspecify.annotations.NullMarked;
