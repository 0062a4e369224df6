/** The words of the design as plain Java, to compare the service with. */
@NullMarked
package dev.recur.analysis.oracle;

import org.jspecify.annotations.NullMarked;
