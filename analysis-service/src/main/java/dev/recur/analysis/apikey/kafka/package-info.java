/** Issued API keys on their topic. */
@NullMarked
package dev.recur.analysis.apikey.kafka;

import org.jspecify.annotations.NullMarked;
