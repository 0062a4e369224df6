/** Tables as CSV. */
@NullMarked
package dev.recur.analysis.csv;

import org.jspecify.annotations.NullMarked;
