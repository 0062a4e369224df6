/** What of an HTTP API its callers may rely on. */
@NullMarked
package dev.recur.testkit.api;

import org.jspecify.annotations.NullMarked;
