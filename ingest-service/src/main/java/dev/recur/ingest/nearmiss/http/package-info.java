/** Near misses over HTTP: for programs and, as a page, for people. */
@NullMarked
package dev.recur.ingest.nearmiss.http;

import org.jspecify.annotations.NullMarked;
