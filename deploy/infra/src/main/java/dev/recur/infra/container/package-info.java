/** Servers in containers, by Testcontainers. It knows nothing of what runs in them. */
@NullMarked
package dev.recur.infra.container;

import org.jspecify.annotations.NullMarked;
