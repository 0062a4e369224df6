/** The audit log: which changes there are, for each a word. */
@NullMarked
package dev.recur.notification.audit;

import org.jspecify.annotations.NullMarked;
