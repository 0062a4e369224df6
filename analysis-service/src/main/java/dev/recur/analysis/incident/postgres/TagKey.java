package dev.recur.analysis.incident.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.analysis.incident.Derivation;
import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matcher.Operator;
import dev.recur.wire.tag.Dimension;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A tag as incidents are found by it: the first eight bytes of the SHA-256 of {@code dimension=value}. Two tags may have
 * the same key, so whoever searches asks each incident whether it has the tag.
 */
public final class TagKey {

    /** Far more than are in use; past it each is made once more. */
    private static final int MOST = 100_000;

    private record Tag(String dimension, String value) {}

    private static final ConcurrentHashMap<Tag, Long> KNOWN = new ConcurrentHashMap<>();

    private TagKey() {}

    public static long of(String dimension, String value) {
        var tag = new Tag(dimension, value);
        var known = KNOWN.get(tag);
        if (known != null) {
            return known;
        }
        if (KNOWN.size() >= MOST) {
            KNOWN.clear();
        }
        // No dimension has the character in its name.
        var key = ByteBuffer.wrap(sha256().digest((dimension + '=' + value).getBytes(UTF_8)))
                .getLong();
        KNOWN.put(tag, key);
        return key;
    }

    /** Whether it asks for one tag that incidents are found by. */
    public static boolean isAskedBy(Matcher matcher) {
        return matcher.operator() == Operator.EQUAL
                && !matcher.value().isEmpty()
                && Derivation.isStored(matcher.name())
                && Dimension.groupingProblem(matcher.name()).isEmpty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
