package dev.recur.ingest.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.ingest.adapter.BuiltInAdapters;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The tables of cases in {@code adapters/}, one file for each adapter, written after its vendor's documentation. */
final class AdapterCases {

    private AdapterCases() {}

    /**
     * One case.
     *
     * @param posts what is posted, one after the other
     * @param expected {@code reports} or {@code incidents} with what they tell, or why it is {@code ignored}; and what
     *     must be {@code nowhere}
     */
    record Case(String adapter, String sentence, Map<String, String> headers, List<byte[]> posts, JsonNode expected) {

        @Override
        public String toString() {
            return adapter + ": " + sentence;
        }
    }

    static Stream<Case> all() {
        return BuiltInAdapters.read().keySet().stream()
                .filter(adapter -> !adapter.equals("alertmanager"))
                .flatMap(AdapterCases::of);
    }

    private static Stream<Case> of(String adapter) {
        return StreamSupport.stream(file(adapter).spliterator(), false).map(each -> {
            var headers = new HashMap<String, String>();
            each.path("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            var posts = each.has("bodies")
                    ? StreamSupport.stream(each.get("bodies").spliterator(), false)
                            .map(Json::write)
                            .toList()
                    : List.of(Json.write(each.get("body")));
            return new Case(adapter, each.get("case").asText(), headers, posts, each);
        });
    }

    private static JsonNode file(String adapter) {
        var name = "/adapters/" + adapter + ".json";
        try (var stream = AdapterCases.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the adapter " + adapter + " has no cases in " + name);
            }
            return Json.read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
