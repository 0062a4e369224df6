package dev.recur.ingest.webhook.signature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where each sender writes its signature, and what it signs. */
final class Claims {

    private Claims() {}

    /** {@code header: <prefix><signature>}, several between commas. */
    static Function<Posted, Optional<Claim>> ofBody(String header, String prefix) {
        return request -> request.header(header)
                .map(value -> afterPrefix(Stream.of(value.split(",", -1)), prefix))
                .filter(signatures -> !signatures.isEmpty())
                .map(Claim::ofBody);
    }

    /** A header with the time and one with a signature of {@code <before><time>:<body>}. */
    static Function<Posted, Optional<Claim>> withTime(String header, String prefix, String timeHeader, String before) {
        return request -> request.header(timeHeader)
                .flatMap(time -> request.header(header)
                        .map(value -> afterPrefix(Stream.of(value), prefix))
                        .filter(signatures -> !signatures.isEmpty())
                        .map(signatures -> new Claim(signatures, before + time + ":", time, null)));
    }

    /** Rootly: {@code t=<time>,v1=<signature>} of the time directly followed by the body. */
    static Optional<Claim> rootly(Posted request) {
        return request.header("x-rootly-signature").flatMap(value -> {
            var parts = new HashMap<String, String>();
            for (var part : value.split(",", -1)) {
                var at = part.indexOf('=');
                if (at > 0) {
                    parts.put(
                            part.substring(0, at).strip(),
                            part.substring(at + 1).strip());
                }
            }
            return claimOf(parts);
        });
    }

    private static Optional<Claim> claimOf(Map<String, String> parts) {
        var time = parts.get("t");
        var signature = parts.get("v1");
        return time == null || signature == null
                ? Optional.empty()
                : Optional.of(new Claim(List.of(signature), time, time, null));
    }

    /** Standard Webhooks, also under the names that Svix had for its headers before. */
    static Optional<Claim> standardWebhooks(Posted request) {
        return standard(request, "webhook-").or(() -> standard(request, "svix-"));
    }

    private static Optional<Claim> standard(Posted request, String names) {
        var id = request.header(names + "id").orElse("");
        var time = request.header(names + "timestamp").orElse("");
        var signatures = request.header(names + "signature")
                .map(value -> afterPrefix(Stream.of(value.split(" ", -1)), "v1,"))
                .orElse(List.of());
        return id.isEmpty() || time.isEmpty() || signatures.isEmpty()
                ? Optional.empty()
                : Optional.of(new Claim(signatures, id + "." + time + ".", time, id));
    }

    private static List<String> afterPrefix(Stream<String> values, String prefix) {
        return values.map(String::strip)
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()))
                .toList();
    }
}
