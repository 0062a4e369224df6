/** Dead letters over HTTP, for whoever runs a service. */
@NullMarked
package dev.recur.messaging.deadletter.http;

import org.jspecify.annotations.NullMarked;
