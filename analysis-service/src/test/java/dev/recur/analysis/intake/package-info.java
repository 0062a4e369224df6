/** Reports on the real broker and the real database. */
@NullMarked
package dev.recur.analysis.intake;

import org.jspecify.annotations.NullMarked;
