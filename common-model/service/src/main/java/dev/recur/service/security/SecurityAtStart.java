package dev.recur.service.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Refuses configurations that would leave a service open by mistake, or closed to everybody. */
final class SecurityAtStart {

    private SecurityAtStart() {}

    /**
     * Which OIDC tokens are accepted.
     *
     * @param enabled whether any are
     * @param hasAudience whether they must be meant for this service
     */
    record Oidc(boolean enabled, boolean hasAudience) {}

    /**
     * Everything that is wrong, and what to set.
     *
     * @param hosts the addresses that the service listens on
     */
    static List<String> problems(SecurityConfig config, Oidc oidc, List<String> hosts) {
        var problems = new ArrayList<String>();
        if (config.isNone()) {
            hosts.stream()
                    .filter(host -> !isLoopback(host))
                    .distinct()
                    .forEach(host -> problems.add("recur.security.mode=none is for a laptop and needs every"
                            + " address to be loopback, but the service listens on " + host
                            + ": configure recur.security.keys, or listen on 127.0.0.1"));
        } else if (config.mode().isEmpty() && config.keys().isEmpty() && !oidc.enabled()) {
            problems.add("No security is configured: set recur.security.keys[0].name, .sha256 and .roles, or, on a"
                    + " laptop only, recur.security.mode=none");
        }
        if (oidc.enabled() && !oidc.hasAudience()) {
            problems.add("quarkus.oidc.token.audience is missing: without it a token that was meant for another service"
                    + " is accepted by this one");
        }
        problems.addAll(ApiKeys.problems(config.keys()));
        if (config.failures().perSecond() < 1 || config.failures().burst() < 1) {
            problems.add("recur.security.failures.per-second and .burst must be at least 1");
        }
        return problems;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
