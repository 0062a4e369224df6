/** Counts over HTTP. */
@NullMarked
package dev.recur.analysis.count.http;

import org.jspecify.annotations.NullMarked;
