@NullMarked
package dev.recur.analysis.taxonomy;

import org.jspecify.annotations.NullMarked;
