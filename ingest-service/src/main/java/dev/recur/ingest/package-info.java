/** ingest-service: takes reports in from whoever has them, and puts them on Kafka. */
@NullMarked
package dev.recur.ingest;

import org.jspecify.annotations.NullMarked;
