/** Takes reports in: reads and checks what a sender states, computes its identity, and has it made durable. */
@NullMarked
package dev.recur.ingest.intake;

import org.jspecify.annotations.NullMarked;
