/** How the trace of a report goes on where no library carries it: through tables, and through records of a batch. */
@NullMarked
package dev.recur.service.trace;

import org.jspecify.annotations.NullMarked;
