/** The taxonomy over HTTP. */
@NullMarked
package dev.recur.analysis.taxonomy.http;

import org.jspecify.annotations.NullMarked;
