/** Tests of the service on the real broker and the real database. */
@NullMarked
package dev.recur.analysis;

import org.jspecify.annotations.NullMarked;
