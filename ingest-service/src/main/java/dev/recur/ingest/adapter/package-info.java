/** Adapters: JSONata mappings from a sender's format to reports, and what labels and severity words mean. */
@NullMarked
package dev.recur.ingest.adapter;

import org.jspecify.annotations.NullMarked;
