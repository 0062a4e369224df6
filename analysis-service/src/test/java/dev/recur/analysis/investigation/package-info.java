/** What becomes of investigations. */
@NullMarked
package dev.recur.analysis.investigation;

import org.jspecify.annotations.NullMarked;
