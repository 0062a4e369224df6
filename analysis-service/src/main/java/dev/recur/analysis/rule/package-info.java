/** Rules, and the evaluator that says whether a group meets one: a pure function of the rule and the group's incidents. */
@NullMarked
package dev.recur.analysis.rule;

import org.jspecify.annotations.NullMarked;
