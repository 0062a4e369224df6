/** The taxonomy: which dimensions and values there are, and which values stand for others. */
@NullMarked
package dev.recur.analysis.taxonomy;

import org.jspecify.annotations.NullMarked;
