package dev.recur.ingest.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * What a sender posted.
 *
 * @param headers by name in lower case
 * @param received the time of receipt
 */
public record Payload(JsonNode body, Map<String, String> headers, Instant received) {

    public Payload {
        headers = Map.copyOf(headers);
    }
}
