/** The audit log over HTTP, for admins. */
@NullMarked
package dev.recur.analysis.audit.http;

import org.jspecify.annotations.NullMarked;
