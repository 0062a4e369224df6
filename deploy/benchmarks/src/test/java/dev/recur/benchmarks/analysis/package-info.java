@NullMarked
package dev.recur.benchmarks.analysis;

import org.jspecify.annotations.NullMarked;
