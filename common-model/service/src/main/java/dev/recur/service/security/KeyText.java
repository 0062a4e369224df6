package dev.recur.service.security;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code rk_}, 256 random bits as 43 letters and digits, and six more that are their checksum, by
 * which a scanner finds keys where they should not be, and a typing error is told from a key that is not known yet.
 */
public final class KeyText {

    static final String PREFIX = "rk_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;

    private KeyText() {}

    /** A key that nobody has seen before. */
    public static String generate(RandomGenerator random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var key = PREFIX + digits(new BigInteger(1, bytes), RANDOM_DIGITS);
        return key + checksum(key);
    }

    /** True if the text is one that {@link #generate} may have made. */
    public static boolean isWhole(String text) {
        if (text.length() != PREFIX.length() + RANDOM_DIGITS + CHECK_DIGITS || !text.startsWith(PREFIX)) {
            return false;
        }
        var end = text.length() - CHECK_DIGITS;
        return text.substring(end).equals(checksum(text.substring(0, end)));
    }

    /** Enough of a key to tell it from others by, from its checksum: nothing that helps to guess it. */
    public static String hint(String text) {
        return PREFIX + "…" + text.substring(text.length() - 4);
    }

    /** What is kept of a key. A key is random and long, so that nothing slower is needed. */
    public static String sha256(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String digits(BigInteger number, int count) {
        var text = new StringBuilder();
        var rest = number;
        for (int i = 0; i < count; i++) {
            var parts = rest.divideAndRemainder(BASE);
            text.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }
}
