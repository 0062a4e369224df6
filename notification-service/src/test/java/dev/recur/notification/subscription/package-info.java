/** What subscriptions match. */
@NullMarked
package dev.recur.notification.subscription;

import org.jspecify.annotations.NullMarked;
