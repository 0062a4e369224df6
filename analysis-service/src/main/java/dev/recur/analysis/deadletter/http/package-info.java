/** Dead letters over HTTP, for whoever runs the service. */
@NullMarked
package dev.recur.analysis.deadletter.http;

import org.jspecify.annotations.NullMarked;
