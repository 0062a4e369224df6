/** Child processes and the folders they work in, so that neither outlives its owner for long. */
@NullMarked
package dev.recur.infra.process;

import org.jspecify.annotations.NullMarked;
