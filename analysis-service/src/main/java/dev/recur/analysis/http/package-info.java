/** What all resources of the service share. */
@NullMarked
package dev.recur.analysis.http;

import org.jspecify.annotations.NullMarked;
