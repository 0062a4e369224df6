package dev.recur.notification.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface Resolver {

    /**
     * All of them, never none.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** What the machine's own resolver says. */
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
