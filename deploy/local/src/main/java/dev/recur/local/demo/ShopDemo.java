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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.BooleanSupplier;

/** Posts the year through the public API, waits for what it opens, and prints it. */
public final class ShopDemo implements Demo {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

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
        post(addresses.ingest(), year, today);
        out.printf(
                "A year of a small shop: %d incidents and %d near misses, sent to ingest-service.%n",
                year.incidents().size() - year.nearMisses(), year.nearMisses());
        var expected = year.patterns(today).size();
        waitUntil(
                "Not all incidents of the demo were counted",
                () -> counted(addresses) == year.incidents().size());
        waitUntil(
                "Not all investigations of the demo were opened",
                () -> opened(addresses).size() >= expected);
        if (expected == 0) {
            out.println(DemoText.tooEarly(counts(addresses, today)));
        } else {
            out.println(DemoText.investigations(opened(addresses), addresses.analysis()));
        }
    }

    private void post(URI ingest, YearOfIncidents year, LocalDate today) {
        var reports = JsonNodeFactory.instance.arrayNode();
        year.incidents().forEach(incident -> reports.add(incident.report(today)));
        var request = HttpRequest.newBuilder(ingest.resolve("/api/v1/incidents"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(reports)))
                .build();
        send(request, 202);
    }

    private long counted(RecurAddresses addresses) {
        long counted = 0;
        for (var row : get(addresses, "/api/v1/counts?bucket=year&where=source%3D%22demo%22")
                .path("rows")) {
            counted += row.path("incidents").asLong() + row.path("nearMisses").asLong();
        }
        return counted;
    }

    private JsonNode opened(RecurAddresses addresses) {
        return get(addresses, "/api/v1/investigations?rule=component-quarter&status=open")
                .path("items");
    }

    /** Of the quarter before. */
    private JsonNode counts(RecurAddresses addresses, LocalDate today) {
        var quarter = YearOfIncidents.startOfQuarter(today);
        return get(
                        addresses,
                        "/api/v1/counts?groupBy=component&bucket=quarter&from=" + quarter.minusMonths(3)
                                + "T00:00:00Z&to=" + quarter + "T00:00:00Z")
                .path("rows");
    }

    private JsonNode get(RecurAddresses addresses, String path) {
        return send(HttpRequest.newBuilder(addresses.analysis().resolve(path)).build(), 200);
    }

    private JsonNode send(HttpRequest request, int expected) {
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != expected) {
                throw new CannotStartException(
                        "The demo was answered " + answer.statusCode() + " by " + request.uri() + ".");
            }
            return Json.read(answer.body());
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
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotStartException("The demo was interrupted.", e);
            }
        }
    }
}
