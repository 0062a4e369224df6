package dev.recur.notification.address;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts that are numbers. Resolvers do not agree on what {@code 012.0.0.1} or {@code 2130706433} means, so only the one
 * spelling is taken on which all of them do.
 */
public final class NumericHosts {

    /** A host whose last label is such a number is an address to some resolver, whatever is before it. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    private NumericHosts() {}

    /** True for four decimal numbers up to 255, without leading zeros. */
    public static boolean isIpv4(String host) {
        return IPV4.matcher(host).matches();
    }

    /** True for a number in a spelling that means different things to different resolvers. */
    public static boolean isAmbiguous(String host) {
        var name = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
        return NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches() && !isIpv4(name);
    }
}
