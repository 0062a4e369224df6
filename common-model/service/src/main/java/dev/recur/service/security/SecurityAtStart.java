package dev.recur.service.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Refuses configurations that would leave a service open by mistake. */
final class SecurityAtStart {

    private SecurityAtStart() {}

    /**
     * Checks the configuration.
     *
     * @param hosts the addresses that the service listens on
     * @throws IllegalStateException saying what to set
     */
    static void check(SecurityConfig.Mode mode, boolean noKeys, List<String> hosts) {
        switch (mode) {
            case NONE ->
                hosts.stream().filter(host -> !isLoopback(host)).findFirst().ifPresent(host -> {
                    throw new IllegalStateException("recur.security.mode=none is for a laptop and needs every"
                            + " address to be loopback, but the service listens on " + host
                            + ": configure recur.security.keys, or listen on 127.0.0.1");
                });
            case API_KEYS -> {
                if (noKeys) {
                    throw new IllegalStateException("No security is configured: set recur.security.keys[0].name,"
                            + " .sha256 and .roles, or, on a laptop only, recur.security.mode=none");
                }
            }
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
