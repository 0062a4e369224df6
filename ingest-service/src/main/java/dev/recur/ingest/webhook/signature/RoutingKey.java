package dev.recur.ingest.webhook.signature;

import dev.recur.ingest.adapter.LenientJson;
import java.util.Optional;

/** The routing key of PagerDuty's Events API: a secret that travels in the body. */
public final class RoutingKey {

    private static final String MEMBER = "routing_key";

    private RoutingKey() {}

    static Optional<String> of(Posted request) {
        return LenientJson.read(request.body())
                .map(json -> json.path(MEMBER))
                .filter(key -> key.isTextual() && !key.textValue().isBlank())
                .map(key -> key.textValue());
    }
}
