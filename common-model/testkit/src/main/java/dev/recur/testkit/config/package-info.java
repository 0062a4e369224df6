/** The reference of settings, written down from the interfaces that read them. */
@NullMarked
package dev.recur.testkit.config;

import org.jspecify.annotations.NullMarked;
