/** A real Kafka and a real PostgreSQL behind one interface: started here, or somewhere else already. */
@NullMarked
package dev.recur.infra;

import org.jspecify.annotations.NullMarked;
