package dev.recur.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.recur.infra.CannotStartException;
import dev.recur.local.Demo;
import dev.recur.local.RecurAddresses;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Posts the year through the public API, waits for what it opens, and prints it. */
public final class ShopDemo implements Demo {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int UNAVAILABLE = 503;

    private static final String ROLLING = "component-30-days";
    private static final String QUARTER = "component-quarter";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Clock clock;
    private final PrintStream out;

    /** For the launcher, which finds it as a service. */
    public ShopDemo() {
        this(Clock.systemUTC(), System.out);
    }

    /** For another day than today, or another screen. */
    public ShopDemo(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public void run(RecurAddresses addresses) {
        var today = LocalDate.now(clock);
        var year = YearOfIncidents.load();
        createRule(addresses);
        post(addresses.ingest(), year, today);
        out.printf(
                "A year of a small shop: %d incidents and %d near misses, sent to ingest-service.%n",
                year.incidents().size() - year.nearMisses(), year.nearMisses());
        waitUntil(
                "Not all incidents of the demo were counted",
                () -> counted(addresses) == year.incidents().size());
        waitUntil(
                "Not all investigations of the demo were opened",
                () -> components(opened(addresses, ROLLING))
                                .containsAll(year.lately(today).keySet())
                        && components(running(opened(addresses, QUARTER)))
                                .containsAll(year.ofQuarter(today).keySet()));
        out.println(
                DemoText.investigations(opened(addresses, ROLLING), opened(addresses, QUARTER), addresses.analysis()));
    }

    /** Beside the starter rule, which a young quarter does not satisfy, one that looks back 30 days on every day. */
    private void createRule(RecurAddresses addresses) {
        var rule = Json.object()
                .put("name", ROLLING)
                .put("description", "Four incidents of a component within 30 days.")
                .put("window", "P30D")
                .put("mergeWithin", "PT6H")
                .put("priority", "normal");
        rule.putArray("groupBy").add("component");
        rule.putObject("condition").put("type", "count").put("atLeast", 4);
        var request = HttpRequest.newBuilder(addresses.analysis().resolve("/api/v1/rules"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(rule)))
                .build();
        // of an earlier demo on the same data it is still there
        send(request, Set.of(201, 409));
    }

    private void post(URI ingest, YearOfIncidents year, LocalDate today) {
        var reports = JsonNodeFactory.instance.arrayNode();
        year.incidents().forEach(incident -> reports.add(incident.report(today)));
        var request = HttpRequest.newBuilder(ingest.resolve("/api/v1/incidents"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(reports)))
                .build();
        send(request, Set.of(202));
    }

    private long counted(RecurAddresses addresses) {
        long counted = 0;
        for (var row : get(addresses, "/api/v1/counts?bucket=year&where=source%3D%22demo%22")
                .path("rows")) {
            counted += row.path("incidents").asLong() + row.path("nearMisses").asLong();
        }
        return counted;
    }

    private JsonNode opened(RecurAddresses addresses, String rule) {
        return get(addresses, "/api/v1/investigations?status=open&rule=" + rule).path("items");
    }

    /** Those of a window that has not ended: the quarter before may still be told about, and is not waited for. */
    private List<JsonNode> running(JsonNode investigations) {
        var running = new ArrayList<JsonNode>();
        investigations.forEach(investigation -> {
            var end = investigation.path("window").path("to");
            if (end.isNull() || Instant.parse(end.asText()).isAfter(clock.instant())) {
                running.add(investigation);
            }
        });
        return running;
    }

    private static Set<String> components(Iterable<JsonNode> investigations) {
        var components = new TreeSet<String>();
        investigations.forEach(investigation ->
                components.add(investigation.path("group").path("component").asText()));
        return components;
    }

    private JsonNode get(RecurAddresses addresses, String path) {
        return send(HttpRequest.newBuilder(addresses.analysis().resolve(path)).build(), Set.of(200));
    }

    /** As a patient client does it: what a busy machine could not take yet is sent again. */
    private JsonNode send(HttpRequest request, Set<Integer> expected) {
        var end = clock.instant().plus(LONGEST_WAIT);
        while (true) {
            var answer = answer(request);
            if (expected.contains(answer.statusCode())) {
                return Json.read(answer.body());
            }
            if (answer.statusCode() != UNAVAILABLE || clock.instant().isAfter(end)) {
                throw new CannotStartException(
                        "The demo was answered " + answer.statusCode() + " by " + request.uri() + ".");
            }
            pause();
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CannotStartException("The demo could not reach " + request.uri() + ": " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("The demo was interrupted.", e);
        }
    }

    private void waitUntil(String otherwise, BooleanSupplier condition) {
        var end = clock.instant().plus(LONGEST_WAIT);
        while (!condition.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                throw new CannotStartException(otherwise + " within " + LONGEST_WAIT.toMinutes() + " minutes.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException("The demo was interrupted.", e);
        }
    }
}
