/** The PostgreSQL server as a child process, or one that is there already. */
@NullMarked
package dev.recur.infra.postgres;

import org.jspecify.annotations.NullMarked;
