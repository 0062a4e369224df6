package dev.recur.ingest.webhook.signature;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param headers by name in lower case, credentials too
 * @param token the query parameter of that name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Posted(
        byte[] body, Map<String, String> headers, @Nullable String token) {

    public Posted {
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip);
    }

    @Override
    public String toString() {
        return "a request of " + body.length + " bytes";
    }
}
