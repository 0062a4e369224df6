/** How long services need to be ready, and how much memory they have when there is nothing to do; run as images run them. */
@NullMarked
package dev.recur.benchmarks.start;

import org.jspecify.annotations.NullMarked;
