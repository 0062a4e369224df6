/** Who may call which endpoint: what every service's tests would else find out and ask in their own way. */
@NullMarked
package dev.recur.testkit.access;

import org.jspecify.annotations.NullMarked;
