package dev.recur.wire.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of the records on the topic of API keys. Unknown members are ignored, so that newer producers may say more. */
public final class KeyCodec {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_TEXT = 200;

    private KeyCodec() {}

    /** A record's value says something that is neither a key nor its use. */
    public static final class InvalidKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidKey(String message) {
            super(message);
        }
    }

    /** The bytes of a record's value. */
    public static byte[] encode(IssuedKey key) {
        var value = Json.object();
        value.put("keyId", key.keyId().toString());
        value.put("name", key.name());
        value.put("sha256", key.sha256());
        var roles = value.putArray("roles");
        key.roles().stream().sorted().forEach(roles::add);
        var sources = value.putArray("sources");
        key.sources().stream().sorted().forEach(sources::add);
        var expiresAt = key.expiresAt();
        value.put("expiresAt", expiresAt == null ? null : expiresAt.toString());
        value.put("createdAt", key.createdAt().toString());
        return Json.write(value);
    }

    /** The bytes of a record's value. */
    public static byte[] encode(KeyUse use) {
        return Json.write(Json.object()
                .put("keyId", use.keyId().toString())
                .put("service", use.service())
                .put("usedAt", use.usedAt().toString()));
    }

    /**
     * Reads a record's value.
     *
     * @throws InvalidKey saying what is wrong with it
     */
    public static IssuedKey decodeKey(byte[] value) {
        return decode(value, reader -> {
            var keyId = reader.requiredUuid("keyId");
            var name = reader.requiredText("name", LONGEST_TEXT);
            var sha256 = reader.requiredText("sha256", LONGEST_TEXT);
            if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
                reader.problems().add("/sha256", "must be 64 hexadecimal digits in lower case");
            }
            var roles = texts(reader, "roles");
            var sources = texts(reader, "sources");
            var expiresAt = reader.time("expiresAt");
            var createdAt = reader.requiredTime("createdAt");
            return reader.problems().isEmpty()
                    ? new IssuedKey(
                            Objects.requireNonNull(keyId),
                            Objects.requireNonNull(name),
                            Objects.requireNonNull(sha256),
                            roles,
                            sources,
                            expiresAt,
                            Objects.requireNonNull(createdAt))
                    : null;
        });
    }

    /**
     * Reads a record's value.
     *
     * @throws InvalidKey saying what is wrong with it
     */
    public static KeyUse decodeUse(byte[] value) {
        return decode(value, reader -> {
            var keyId = reader.requiredUuid("keyId");
            var service = reader.requiredText("service", LONGEST_TEXT);
            var usedAt = reader.requiredTime("usedAt");
            return keyId == null || service == null || usedAt == null ? null : new KeyUse(keyId, service, usedAt);
        });
    }

    private static <T> T decode(byte[] value, Function<ObjectReader, @Nullable T> read) {
        try {
            if (!(Json.read(value) instanceof ObjectNode object)) {
                throw new InvalidKey("the value must be a JSON object");
            }
            var problems = new Problems();
            var result = read.apply(ObjectReader.ignoringUnknown(object, "", problems));
            if (result == null) {
                throw new InvalidKey(said(problems.all()));
            }
            return result;
        } catch (MalformedJson e) {
            throw new InvalidKey(e.detail());
        }
    }

    /** All of them must be texts: a list of sources that is read in part would be one that allows more. */
    private static Set<String> texts(ObjectReader reader, String member) {
        var texts = new TreeSet<String>();
        var node = reader.node(member);
        if (node == null || !node.isArray()) {
            reader.problems().add(reader.pointer(member), "must be an array");
            return texts;
        }
        for (int i = 0; i < node.size(); i++) {
            ObjectReader.text(node.get(i), Problems.pointer(reader.pointer(member), i), LONGEST_TEXT, reader.problems())
                    .ifPresent(texts::add);
        }
        return texts;
    }

    private static String said(List<Problem> problems) {
        var first = problems.getFirst();
        return first.pointer() + " " + first.detail();
    }
}
