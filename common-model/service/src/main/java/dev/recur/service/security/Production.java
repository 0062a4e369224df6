package dev.recur.service.security;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells a service that others can reach from a laptop: what only a laptop or a test needs is refused there. */
@ApplicationScoped
public class Production {

    private final SecurityConfig config;

    Production(SecurityConfig config) {
        this.config = config;
    }

    /** True unless {@code recur.security.mode} is {@code none}, which everything but loopback refuses. */
    public boolean is() {
        return !config.isNone();
    }
}
