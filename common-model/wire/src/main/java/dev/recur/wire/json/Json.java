package dev.recur.wire.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON within the limits of the contract (they hold while reading, not after) and writes it compactly. */
public final class Json {

    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 32;

    /** Longest string that is read, in characters. */
    public static final int MAX_STRING = 64 * 1024;

    /** Longest number that is read, in characters. */
    public static final int MAX_NUMBER = 100;

    /** Furthest a number reaches from its decimal point, in digits: a little over what a double does. */
    static final int MAX_EXPONENT = 400;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = mapper(MAX_DEPTH);

    /** What wraps reports, a batch or an envelope, nests them one level deeper than a report alone. */
    private static final JsonMapper BATCH_MAPPER = mapper(MAX_DEPTH + 1);

    /** And a batch of envelopes two. */
    private static final JsonMapper ENVELOPES_MAPPER = mapper(MAX_DEPTH + 2);

    private Json() {}

    private static JsonMapper mapper(int depth) {
        var mapper = JsonMapper.builder()
                // of the tree: the parser would keep a set of names of its own for each object
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .nodeFactory(new BoundedNumbers())
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(MAX_STRING)
                        .maxNameLength(256)
                        .maxNumberLength(MAX_NUMBER)
                        .build());
        return mapper;
    }

    /**
     * Reads one document.
     *
     * @throws MalformedJson when the bytes are not one JSON document within the limits
     */
    public static JsonNode read(byte[] bytes) {
        return read(MAPPER, bytes);
    }

    /** As {@link #read}, for a document that may be an array of reports. */
    public static JsonNode readBatch(byte[] bytes) {
        return read(BATCH_MAPPER, bytes);
    }

    /**
     * The items of an array of reports, read one by one: of an array with more than {@code most} only one more is read,
     * so that what is too much costs no memory.
     *
     * @throws MalformedJson when the bytes are not one JSON array within the limits
     */
    public static List<JsonNode> readItems(byte[] bytes, int most) {
        return readItems(BATCH_MAPPER, bytes, most);
    }

    /** As {@link #readItems}, for an array of envelopes with reports in them. */
    public static List<JsonNode> readEnvelopes(byte[] bytes, int most) {
        return readItems(ENVELOPES_MAPPER, bytes, most);
    }

    private static List<JsonNode> readItems(JsonMapper mapper, byte[] bytes, int most) {
        try (var parser = isPlain(bytes) ? mapper.createParser(bytes) : mapper.createParser(utf8(bytes))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new MalformedJson("the body must be a JSON array");
            }
            var reader = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
            var items = new ArrayList<JsonNode>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(reader.readTree(parser));
                if (items.size() > most) {
                    return items;
                }
            }
            if (parser.nextToken() != null) {
                throw MalformedJson.trailing();
            }
            return items;
        } catch (JsonProcessingException e) {
            throw MalformedJson.from(e);
        } catch (NumberFormatException e) {
            throw BoundedNumbers.outOfRange();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(JsonMapper mapper, byte[] bytes) {
        try {
            var node = isPlain(bytes) ? mapper.readTree(bytes) : mapper.readTree(utf8(bytes));
            if (node == null || node.isMissingNode()) {
                throw new MalformedJson("the body is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw MalformedJson.from(e);
        } catch (NumberFormatException e) {
            throw BoundedNumbers.outOfRange();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * ASCII without zeros, by which Jackson would recognise UTF-16, and without escapes, of which it refuses half a surrogate
     * pair in a name with another reason: such bytes it reads by itself as it reads their text, without a copy of them.
     */
    private static boolean isPlain(byte[] bytes) {
        for (var b : bytes) {
            if (b <= 0 || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Jackson's own decoder would also take UTF-16 and UTF-8 that is longer than need be. */
    private static String utf8(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK
                    ? text.subSequence(1, text.length()).toString()
                    : text.toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJson("the body is not UTF-8");
        }
    }

    /** Writes without white space, members in their order. */
    public static byte[] write(JsonNode node) {
        return DocumentWriter.AS_IT_IS.write(node);
    }

    /** An empty object to fill. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The same document for the same content: members sorted by name, numbers without trailing zeros. */
    public static byte[] canonical(JsonNode node) {
        return DocumentWriter.CANONICAL.write(node);
    }
}
