@NullMarked
package dev.recur.analysis.marker;

import org.jspecify.annotations.NullMarked;
