/** What becomes of investigations. */
@NullMarked
package dev.recur.analysis.investigation.postgres;

import org.jspecify.annotations.NullMarked;
