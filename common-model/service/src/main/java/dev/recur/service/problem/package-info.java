/** Errors as problem details (RFC 9457), the same from every service. */
@NullMarked
package dev.recur.service.problem;

import org.jspecify.annotations.NullMarked;
