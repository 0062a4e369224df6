/** One batch of reports in one transaction. */
@NullMarked
package dev.recur.analysis.intake.postgres;

import org.jspecify.annotations.NullMarked;
