/** Load on parts of Recur, and what bounds it. */
@NullMarked
package dev.recur.benchmarks;

import org.jspecify.annotations.NullMarked;
