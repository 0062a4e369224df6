/** The REST API of incidents. */
@NullMarked
package dev.recur.ingest.intake.http;

import org.jspecify.annotations.NullMarked;
