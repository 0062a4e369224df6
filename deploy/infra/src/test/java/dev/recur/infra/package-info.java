/** Facts about the servers, each at a real one. */
@NullMarked
package dev.recur.infra;

import org.jspecify.annotations.NullMarked;
