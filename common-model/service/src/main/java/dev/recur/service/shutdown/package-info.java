/** How a service goes: what is in flight is answered, and nobody who keeps a connection is cut off. */
@NullMarked
package dev.recur.service.shutdown;

import org.jspecify.annotations.NullMarked;
