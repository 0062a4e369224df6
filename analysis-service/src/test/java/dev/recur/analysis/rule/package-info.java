/** Rules and the evaluator, row by row and against brute force. */
@NullMarked
package dev.recur.analysis.rule;

import org.jspecify.annotations.NullMarked;
