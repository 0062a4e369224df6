/** Tests of the demo's data and of what it prints. */
@NullMarked
package dev.recur.local.demo;

import org.jspecify.annotations.NullMarked;
