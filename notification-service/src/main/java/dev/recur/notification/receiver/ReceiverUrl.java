package dev.recur.notification.receiver;

import dev.recur.notification.address.NumericHosts;
import dev.recur.notification.address.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs a receiver may have. This is the early and friendly refusal; what protects the network is the check of the
 * connected address at every attempt, for what a name means can change at any time.
 *
 * @param allowPrivate lifts the demand for https and for a public address: for a laptop or a test
 */
public record ReceiverUrl(boolean allowPrivate) {

    /** What is wrong with the URL, if anything. */
    public Optional<String> problem(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.of("must be a URL such as https://example.com/hooks/recur");
        }
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            return Optional.of("must begin with https://");
        }
        if (url.getRawUserInfo() != null
                || (url.getRawAuthority() != null && url.getRawAuthority().contains("@"))) {
            return Optional.of("must not contain a user name or a password");
        }
        if (url.getRawFragment() != null) {
            return Optional.of("must not have a fragment (#…)");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            return Optional.of("must have a port from 1 to 65535 or none");
        }
        return hostProblem(url.getHost());
    }

    private Optional<String> hostProblem(@Nullable String host) {
        if (host == null || host.isEmpty()) {
            return Optional.of("must name a host, in ASCII");
        }
        if (allowPrivate) {
            return Optional.empty();
        }
        var name = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return Optional.of("must not lead to this machine");
        }
        if (name.startsWith("[")) {
            return literalProblem(name.substring(1, name.length() - 1));
        }
        if (NumericHosts.isIpv4(name)) {
            return literalProblem(name);
        }
        return NumericHosts.isAmbiguous(name)
                ? Optional.of("must write an IPv4 address as four decimal numbers, without leading zeros")
                : Optional.empty();
    }

    /** Parses only: a literal is never looked up. */
    private static Optional<String> literalProblem(String literal) {
        try {
            return PublicAddresses.isPublic(InetAddress.getByName(literal))
                    ? Optional.empty()
                    : Optional.of("must have a public address; private, loopback, link-local and other special"
                            + " addresses are not allowed");
        } catch (UnknownHostException e) {
            return Optional.of("must name a host or a valid address");
        }
    }
}
