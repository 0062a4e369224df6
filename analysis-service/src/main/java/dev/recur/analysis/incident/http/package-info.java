/** Incidents over HTTP. */
@NullMarked
package dev.recur.analysis.incident.http;

import org.jspecify.annotations.NullMarked;
