package dev.recur.system.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Calls an API as its clients do. */
public final class Http {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Optional<String> key;

    public Http() {
        this(Optional.empty());
    }

    /** Calls with an API key. */
    Http(Optional<String> key) {
        this.key = key;
    }

    /** An answer, whatever its status. */
    public record Answer(int status, String contentType, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }
    }

    public Answer get(URI uri) throws IOException {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    public Answer post(URI uri, Object json) throws IOException {
        return post(uri, "application/json", JSON.writeValueAsBytes(json));
    }

    public Answer post(URI uri, String contentType, byte[] body) throws IOException {
        return send(
                HttpRequest.newBuilder(uri).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** With another header beside. */
    public Answer post(URI uri, Object json, String header, String value) throws IOException {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(json))));
    }

    public Answer put(URI uri) throws IOException {
        return send(HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()));
    }

    /** A query parameter, escaped. */
    public static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        key.ifPresent(word -> request.header("Authorization", "Bearer " + word));
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(LONGEST_ANSWER).build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
