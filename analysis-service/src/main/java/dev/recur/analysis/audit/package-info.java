/** The audit log: which changes there are, for each a word. */
@NullMarked
package dev.recur.analysis.audit;

import org.jspecify.annotations.NullMarked;
