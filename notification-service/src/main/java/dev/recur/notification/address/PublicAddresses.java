package dev.recur.notification.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the internet from those of somebody's own network: a receiver's address is chosen by whoever may edit
 * receivers, and must not become a way to talk to the machines around this one.
 */
public final class PublicAddresses {

    /** Everything that the IANA registries of special addresses do not give to the internet at large. */
    private static final List<Block> NOT_PUBLIC = List.of(
            block("0.0.0.0", 8), // this network
            block("10.0.0.0", 8), // private
            block("100.64.0.0", 10), // carrier-grade NAT
            block("127.0.0.0", 8), // loopback
            block("169.254.0.0", 16), // link-local, where clouds keep their metadata
            block("172.16.0.0", 12), // private
            block("192.0.0.0", 24), // protocol assignments; Oracle's metadata
            block("192.0.2.0", 24), // documentation
            block("192.88.99.0", 24), // 6to4 relays
            block("192.168.0.0", 16), // private
            block("198.18.0.0", 15), // benchmarks
            block("198.51.100.0", 24), // documentation
            block("203.0.113.0", 24), // documentation
            block("168.63.129.16", 32), // Azure's wire server
            block("224.0.0.0", 4), // multicast
            block("240.0.0.0", 4)); // reserved, and broadcast

    /** Of IPv6 only 2000::/3 is the internet; these parts of it are not, or lead to IPv4 addresses by a detour. */
    private static final List<Block> NOT_PUBLIC_IN_GLOBAL_UNICAST = List.of(
            block("2001::", 23), // Teredo, ORCHID and other protocol assignments
            block("2001:db8::", 32), // documentation
            block("2002::", 16), // 6to4
            block("3fff::", 20)); // documentation

    private static final Block GLOBAL_UNICAST = block("2000::", 3);

    private PublicAddresses() {}

    /** True for an address that anybody on the internet could reach. */
    public static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> NOT_PUBLIC.stream().noneMatch(block -> block.contains(v4));
            case Inet6Address v6 ->
                GLOBAL_UNICAST.contains(v6)
                        && NOT_PUBLIC_IN_GLOBAL_UNICAST.stream().noneMatch(block -> block.contains(v6));
            default -> false;
        };
    }

    private static Block block(String first, int prefix) {
        try {
            return new Block(InetAddress.getByName(first).getAddress(), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(first + " is no address", e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Block(byte[] first, int prefix) {

        boolean contains(InetAddress address) {
            var bytes = address.getAddress();
            if (bytes.length != first.length) {
                return false;
            }
            var whole = prefix / 8;
            if (!Arrays.equals(bytes, 0, whole, first, 0, whole)) {
                return false;
            }
            var rest = prefix % 8;
            return rest == 0 || ((bytes[whole] ^ first[whole]) & 0xff) >> (8 - rest) == 0;
        }
    }
}
