/** Records as they come. */
@NullMarked
package dev.recur.notification.kafka;

import org.jspecify.annotations.NullMarked;
