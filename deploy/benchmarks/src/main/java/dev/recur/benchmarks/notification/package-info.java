/** Deliveries of notification-service: how many a second, and what receivers that hang cost the others. */
@NullMarked
package dev.recur.benchmarks.notification;

import org.jspecify.annotations.NullMarked;
