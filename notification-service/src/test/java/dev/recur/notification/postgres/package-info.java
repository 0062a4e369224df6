/** The adapters to the database, against a real one. */
@NullMarked
package dev.recur.notification.postgres;

import org.jspecify.annotations.NullMarked;
