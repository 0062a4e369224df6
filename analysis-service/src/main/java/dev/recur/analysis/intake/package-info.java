/** The door through which reports come in, whatever carried them. */
@NullMarked
package dev.recur.analysis.intake;

import org.jspecify.annotations.NullMarked;
