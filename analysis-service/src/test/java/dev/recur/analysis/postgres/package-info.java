/** Work that has a thread of its own. */
@NullMarked
package dev.recur.analysis.postgres;

import org.jspecify.annotations.NullMarked;
