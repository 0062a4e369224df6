/** Subscriptions: who wants to be told what. */
@NullMarked
package dev.recur.notification.subscription;

import org.jspecify.annotations.NullMarked;
