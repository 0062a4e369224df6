package dev.recur.system.kit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.local.RecurStack;
import dev.recur.local.ServiceName;
import dev.recur.local.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The running whole, as its users see it. */
public final class Recur implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Whole whole;
    private final Quarter quarter;
    private final Http http;
    private final Clock clock = Clock.systemUTC();

    private Recur(Whole whole, Quarter quarter) {
        this.whole = whole;
        this.http = new Http(whole.key());
        this.quarter = quarter;
    }

    /**
     * Starts everything. The organisation's year begins a month before today's month, so that the current quarter is at
     * least four weeks old whatever the date: patterns of days fit into it.
     */
    public static Recur start() {
        return start(UnaryOperator.identity());
    }

    /** As {@link #start()}, with other options beside. */
    public static Recur start(UnaryOperator<StackOptions> more) {
        var firstMonth = firstMonth();
        var options = StackOptions.temporary()
                .withProperty(ServiceName.ANALYSIS, "recur.calendar.first-month", firstMonth.name())
                // all tests of an hour share one starter rule; above the limit only a notice would be told
                .withProperty(ServiceName.ANALYSIS, "recur.rules.max-openings-per-hour", "100000");
        return new Recur(new Processes(RecurStack.start(more.apply(options))), new Quarter(firstMonth));
    }

    /** As {@link #start()}, or as compose runs it where {@value Compose#PROPERTY} says so; for all tests that share one. */
    static Recur shared() {
        return Compose.isAskedFor() ? new Recur(Compose.start(firstMonth()), new Quarter(firstMonth())) : start();
    }

    private static Month firstMonth() {
        return LocalDate.now(Clock.systemUTC()).minusMonths(1).getMonth();
    }

    /** The processes, for a test that hurts them; leaves it out where there are none of ours. */
    public RecurStack stack() {
        return whole.processes();
    }

    /** The API of ingest-service. */
    public URI ingest() {
        return whole.url(ServiceName.INGEST);
    }

    public URI managementUrl(ServiceName service) {
        return whole.managementUrl(service);
    }

    public String bootstrapServers() {
        return whole.bootstrapServers();
    }

    /** What it asks its callers for, if it does. */
    public Optional<String> key() {
        return whole.key();
    }

    /** SIGKILL, and it starts at once again; {@link #awaitReady} waits for it. */
    public void killAndLaunch(ServiceName service) {
        whole.kill(service);
        whole.launch(service);
    }

    public void awaitReady(ServiceName service) {
        whole.awaitReady(service);
    }

    public Http http() {
        return http;
    }

    public Quarter quarter() {
        return quarter;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Quarters of a year that begins with a month. */
    public record Quarter(Month firstMonth) {

        /** The day on which the quarter of a time begins. */
        public LocalDate of(Instant time) {
            var month = LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1);
            return month.minusMonths(Math.floorMod(month.getMonthValue() - firstMonth.getValue(), 3));
        }
    }

    /** Posts reports to ingest-service. */
    public Http.Answer post(Object reportOrReports) throws IOException {
        return http.post(ingest().resolve("/api/v1/incidents"), reportOrReports);
    }

    /** What analysis-service answers. */
    public JsonNode analysis(String path) {
        return get(whole.url(ServiceName.ANALYSIS).resolve(path));
    }

    /** All items of a list of analysis-service. */
    public List<JsonNode> all(String path) {
        return all(whole.url(ServiceName.ANALYSIS), path);
    }

    /** What notification-service answers. */
    public JsonNode notification(String path) {
        return get(whole.url(ServiceName.NOTIFICATION).resolve(path));
    }

    /** All deliveries of a receiver. */
    public List<JsonNode> deliveries(String receiver) {
        return all(whole.url(ServiceName.NOTIFICATION), "/api/v1/deliveries?receiver=" + Http.escape(receiver));
    }

    public List<JsonNode> investigations(String where) {
        return all("/api/v1/investigations?where=" + Http.escape(where));
    }

    /** How many incidents are counted. */
    public long counted(String where) {
        long counted = 0;
        for (var row : analysis("/api/v1/counts?bucket=year&where=" + Http.escape(where))
                .path("rows")) {
            counted += row.path("incidents").asLong();
        }
        return counted;
    }

    public List<JsonNode> incidents(String where) {
        return all("/api/v1/incidents?where=" + Http.escape(where));
    }

    /** A receiver at a sink, subscribed to a pattern; returns its secret. */
    public String subscribe(String name, URI sink, String where) throws IOException {
        var receiver = http.post(
                whole.url(ServiceName.NOTIFICATION).resolve("/api/v1/receivers"),
                Map.of("name", name, "type", "webhook", "url", sink.toString()));
        if (receiver.status() != 201) {
            throw new IllegalStateException(receiver.toString());
        }
        var subscription = http.post(
                whole.url(ServiceName.NOTIFICATION).resolve("/api/v1/subscriptions"),
                Map.of(
                        "name", name,
                        "receiver", name,
                        "where", where,
                        "events", List.of("opened", "escalated", "withdrawn"),
                        "mode", "immediate"));
        if (subscription.status() != 201) {
            throw new IllegalStateException(subscription.toString());
        }
        return receiver.json().path("secret").asText();
    }

    private List<JsonNode> all(URI service, String path) {
        var items = new ArrayList<JsonNode>();
        var separator = path.contains("?") ? "&" : "?";
        String cursor = null;
        do {
            var page = get(service.resolve(
                    path + separator + "limit=500" + (cursor == null ? "" : "&cursor=" + Http.escape(cursor))));
            page.path("items").forEach(items::add);
            cursor = page.path("next").isTextual() ? page.path("next").asText() : null;
        } while (cursor != null);
        return items;
    }

    private JsonNode get(URI uri) {
        try {
            var answer = http.get(uri);
            if (answer.status() != 200) {
                throw new AssertionError(uri + " answered " + answer);
            }
            return answer.json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        whole.close();
    }
}
