package dev.recur.ingest.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads somebody else's JSON. The strictness of our own API would refuse alerts for things that the alert is not about: a
 * long description, a member that stands twice. The size of the body bounds what this costs.
 */
public final class LenientJson {

    private static final int DEEPEST = 100;
    private static final JsonMapper MAPPER = mapper();

    private LenientJson() {}

    private static JsonMapper mapper() {
        var mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(1_000)
                        .build());
        return mapper;
    }

    /** The document, or empty when the bytes are none. */
    public static Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            // an exponent without end
            return Optional.empty();
        } catch (IOException e) {
            // bytes that are not UTF-8
            return Optional.empty();
        }
    }
}
