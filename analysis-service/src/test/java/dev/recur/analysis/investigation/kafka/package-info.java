/** The relay of the outbox, with another beside it. */
@NullMarked
package dev.recur.analysis.investigation.kafka;

import org.jspecify.annotations.NullMarked;
