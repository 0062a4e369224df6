package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recur.ingest.adapter.LenientJson;
import dev.recur.wire.json.Json;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a body: JSON; a form, whose fields are members or whose field {@code payload} is JSON; or a CloudEvent's text. */
final class Content {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PAYLOAD = "payload";

    private Content() {}

    static Optional<JsonNode> read(byte[] body, Map<String, String> headers) {
        var type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (type.startsWith(FORM)) {
            return form(new String(body, UTF_8));
        }
        var isEvent = headers.containsKey("ce-specversion");
        if (isEvent && body.length == 0) {
            return Optional.of(JsonNodeFactory.instance.nullNode());
        }
        return LenientJson.read(body)
                .or(() -> isEvent && type.startsWith("text/")
                        ? Optional.of(JsonNodeFactory.instance.textNode(new String(body, UTF_8)))
                        : Optional.empty());
    }

    private static Optional<JsonNode> form(String text) {
        var fields = Json.object();
        for (var pair : text.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) {
                fields.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
            }
        }
        if (fields.isEmpty()) {
            // some senders call their JSON a form
            return LenientJson.read(text.getBytes(UTF_8));
        }
        return fields.size() == 1 && fields.has(PAYLOAD)
                ? LenientJson.read(fields.get(PAYLOAD).asText().getBytes(UTF_8))
                : Optional.of(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
