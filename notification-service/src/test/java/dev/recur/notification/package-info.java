/** The service as a whole: its architecture, and what it does with a real broker, a real database and real receivers. */
@NullMarked
package dev.recur.notification;

import org.jspecify.annotations.NullMarked;
