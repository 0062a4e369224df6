package dev.recur.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests that were good, and then changed at random. */
final class Mutations {

    private static final String REPORT = """
            {"source":"tool","externalId":"m-1","correlationKey":null,"asOf":"2026-11-01T00:00:00Z","kind":"incident",
             "title":"%s","summary":"text","severity":"sev2","occurredAt":"2026-11-01T00:00:00+01:00","resolvedAt":null,
             "tags":{"component":["payments"],"team":[]},"measures":{"downtimeMinutes":45.5,"cost":1e3},
             "links":[{"rel":"runbook","href":"https://wiki.example/payments"}],"duplicateOf":null,"backfilled":false}""";
    private static final List<String> TOKENS = List.of(
            "null",
            "true",
            "-0",
            "1e400",
            "1e999999999",
            "9".repeat(120),
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}",
            "[[[[[[[[",
            "{\"a\":",
            "\"tags\":",
            "\"title\":",
            "NaN",
            "'x'",
            "//",
            "\u00e9",
            "\ufeff",
            ",",
            ":",
            "}",
            "]",
            "\n",
            "\"0001-01-01T00:00:00Z\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"9999-12-31T23:59:60+18:00\"",
            "\"component\"",
            "\"" + "x".repeat(300) + "\"");
    private static final List<Shape> SHAPES = List.of(
            new Shape("POST", "/api/v1/incidents", "application/json", "%s"),
            new Shape("POST", "/api/v1/incidents", "application/json", "[%1$s,%1$s]"),
            new Shape("POST", "/api/v1/incidents", "application/x-ndjson", "%1$s\n%1$s"),
            new Shape(
                    "POST",
                    "/api/v1/incidents",
                    "application/cloudevents+json",
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/m\",\"type\":\"x\",\"time\":\"2026-11-01T00:00:00Z\",\"data\":%s}"),
            new Shape(
                    "POST",
                    "/api/v1/incidents",
                    "application/cloudevents-batch+json",
                    "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/m\",\"type\":\"x\",\"data\":%s}]"),
            new Shape(
                    "PATCH",
                    "/api/v1/incidents/018f0000-0000-7000-8000-000000000000",
                    "application/json",
                    "{\"title\":\"%s\",\"severity\":\"sev1\",\"tags\":{\"cause\":[\"x\"]}}"),
            new Shape(
                    "POST",
                    "/api/v1/incidents/018f0000-0000-7000-8000-000000000000/restore",
                    "application/json",
                    "{\"reason\":\"%s\",\"asOf\":\"2026-11-01T00:00:00Z\"}"),
            new Shape(
                    "POST",
                    "/api/v1/markers",
                    "application/json",
                    "{\"type\":\"release\",\"title\":\"%s\",\"startsAt\":\"2026-11-01T00:00:00Z\",\"tags\":{\"team\":[\"a\"]}}"),
            new Shape(
                    "POST",
                    "/api/v1/near-misses",
                    "application/json",
                    "{\"what\":\"%s\",\"component\":\"db\",\"when\":\"2026-11-01T00:00:00Z\",\"contact\":\"me\"}"),
            new Shape(
                    "POST",
                    "/webhooks/alertmanager",
                    "application/json",
                    "{\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"%s\"},"
                            + "\"startsAt\":\"2026-11-01T00:00:00Z\",\"fingerprint\":\"f\"}]}"));

    private final Random random;
    private final String secret;

    Mutations(Random random, String secret) {
        this.random = random;
        this.secret = secret;
    }

    private record Shape(String method, String path, String contentType, String body) {}

    /** A request, and how to show it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mutated(String method, String path, Map<String, String> headers, byte[] body) {
        @Override
        public String toString() {
            return method + " " + path + " " + headers + " " + new String(body, UTF_8);
        }
    }

    Mutated next() {
        var shape = SHAPES.get(random.nextInt(SHAPES.size()));
        var isWhole = shape.body().contains("\"%s\"");
        var good = shape.body()
                .formatted(isWhole ? secret : REPORT.formatted(secret).replace("\n", ""));
        var body = good.getBytes(UTF_8);
        for (int i = random.nextInt(5); i > 0; i--) {
            body = mutate(body);
        }
        // a few say of themselves that they are something else
        var contentType = random.nextInt(50) == 0
                ? SHAPES.get(random.nextInt(SHAPES.size())).contentType()
                : shape.contentType();
        return new Mutated(
                shape.method(),
                shape.path(),
                random.nextInt(50) == 0
                        ? Map.of("Content-Type", contentType, "Content-Encoding", "gzip")
                        : Map.of("Content-Type", contentType),
                body);
    }

    private byte[] mutate(byte[] body) {
        var at = random.nextInt(body.length + 1);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> flip(body);
            case 2 ->
                spliced(body, at, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
            case 3 -> spliced(body, at, Math.min(body.length, at + random.nextInt(20)), new byte[0]);
            case 4 -> spliced(body, at, at, Arrays.copyOfRange(body, at, Math.min(body.length, at + 100)));
            default ->
                spliced(
                        body,
                        at,
                        Math.min(body.length, at + 8),
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
        };
    }

    private byte[] flip(byte[] body) {
        var result = body.clone();
        if (result.length > 0) {
            result[random.nextInt(result.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return result;
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] middle) {
        var result = new byte[from + middle.length + body.length - to];
        System.arraycopy(body, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(body, to, result, from + middle.length, body.length - to);
        return result;
    }
}
