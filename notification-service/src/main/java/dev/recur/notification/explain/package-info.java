/** Who was told of an investigation, who was not, and why. */
@NullMarked
package dev.recur.notification.explain;

import org.jspecify.annotations.NullMarked;
