/** Facts about the launcher, shown with services that are only as large as their readiness. */
@NullMarked
package dev.recur.local;

import org.jspecify.annotations.NullMarked;
