/** From the 202 at ingest-service to the signed webhook, through all three services; beside Alertmanager. */
@NullMarked
package dev.recur.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
