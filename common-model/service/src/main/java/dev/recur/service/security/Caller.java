package dev.recur.service.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Objects;
import java.util.Set;

/** Reads from a request's identity what the services ask about their caller. */
public final class Caller {

    static final String SOURCES = "sources";
    static final String SOURCE = "source";

    private Caller() {}

    /** The name of the key or of the person with the token, {@code local} without security. */
    public static String name(SecurityIdentity identity) {
        return identity.getPrincipal().getName();
    }

    /** What it speaks for when it does not say: the name of the key or, as no person is a source, a token's program. */
    public static String source(SecurityIdentity identity) {
        String source = identity.getAttribute(SOURCE);
        return Objects.requireNonNullElseGet(source, () -> name(identity));
    }

    /** The sources that it may speak for, any when empty. */
    public static Set<String> sources(SecurityIdentity identity) {
        Set<String> sources = identity.getAttribute(SOURCES);
        return sources == null ? Set.of() : sources;
    }

    /** True if the caller may speak for the source. */
    public static boolean maySpeakFor(SecurityIdentity identity, String source) {
        var sources = sources(identity);
        return sources.isEmpty() || sources.contains(source);
    }

    static SecurityIdentity identity(String name, Set<String> roles, Set<String> sources) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(roles)
                .addAttribute(SOURCES, sources)
                .build();
    }
}
