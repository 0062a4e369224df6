/** API keys that admins issue and revoke: the key itself is shown once and kept nowhere. */
@NullMarked
package dev.recur.analysis.apikey;

import org.jspecify.annotations.NullMarked;
