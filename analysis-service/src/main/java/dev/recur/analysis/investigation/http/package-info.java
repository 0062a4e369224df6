/** Investigations over HTTP. */
@NullMarked
package dev.recur.analysis.investigation.http;

import org.jspecify.annotations.NullMarked;
