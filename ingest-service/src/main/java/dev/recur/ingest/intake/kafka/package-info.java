/** The log of reports on Kafka, through the plain producer. */
@NullMarked
package dev.recur.ingest.intake.kafka;

import org.jspecify.annotations.NullMarked;
