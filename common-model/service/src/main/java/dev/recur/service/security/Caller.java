package dev.recur.service.security;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Set;

/** Reads from a request's identity what the services ask about their caller. */
public final class Caller {

    static final String SOURCES = "sources";

    private Caller() {}

    /** The name of the key, {@code local} without security. */
    public static String name(SecurityIdentity identity) {
        return identity.getPrincipal().getName();
    }

    /** True if the caller may speak for the source. */
    public static boolean maySpeakFor(SecurityIdentity identity, String source) {
        Set<String> sources = identity.getAttribute(SOURCES);
        return sources == null || sources.isEmpty() || sources.contains(source);
    }
}
