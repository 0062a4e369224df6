/** Investigations: what a judgement opens, changes and withdraws. */
@NullMarked
package dev.recur.analysis.investigation;

import org.jspecify.annotations.NullMarked;
