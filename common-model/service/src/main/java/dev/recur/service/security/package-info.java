/**
 * Who may do what: API keys, from the configuration and from the topic of keys, OIDC tokens beside them, and no security
 * at all for a laptop.
 */
@NullMarked
package dev.recur.service.security;

import org.jspecify.annotations.NullMarked;
