/** The rates of the configuration. */
@NullMarked
package dev.recur.ingest.limit.config;

import org.jspecify.annotations.NullMarked;
