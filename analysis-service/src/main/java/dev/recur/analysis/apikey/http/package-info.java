/** API keys over HTTP, for admins. */
@NullMarked
package dev.recur.analysis.apikey.http;

import org.jspecify.annotations.NullMarked;
