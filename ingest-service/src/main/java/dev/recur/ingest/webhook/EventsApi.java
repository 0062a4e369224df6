package dev.recur.ingest.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.adapter.LenientJson;
import dev.recur.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What PagerDuty's Events API v2 asks of an event, said as it says it. */
public final class EventsApi {

    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");
    private static final String DEDUP_KEY = "dedup_key";
    private static final int LONGEST_DEDUP_KEY = 255;

    private EventsApi() {}

    /** What came of checking an event. */
    public sealed interface Checked {}

    /** An event with a {@code dedup_key}, its own or a new one. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Valid(byte[] body, String dedupKey) implements Checked {}

    /** Everything that is wrong with an event. */
    public record Invalid(List<String> errors) implements Checked {}

    /** Checks an event and gives it a key where it has none. */
    public static Checked check(byte[] body, Supplier<String> newKey) {
        if (!(LenientJson.read(body).orElse(null) instanceof ObjectNode event)) {
            return new Invalid(List.of("JSON cannot be parsed"));
        }
        var errors = new ArrayList<String>();
        var action = event.path("event_action").asText();
        var key = event.path(DEDUP_KEY).asText();
        if (isBlank(event.path("routing_key"))) {
            errors.add("'routing_key' is missing or blank");
        }
        if (!ACTIONS.contains(action)) {
            errors.add("'event_action' is missing or invalid (must be one of trigger, acknowledge, resolve)");
        } else if (action.equals("trigger")) {
            checkPayload(event.path("payload"), errors);
        } else if (key.isBlank()) {
            errors.add("'dedup_key' is missing or blank");
        }
        if (key.length() > LONGEST_DEDUP_KEY) {
            errors.add("'dedup_key' is too long (should be at most " + LONGEST_DEDUP_KEY + " characters)");
        }
        if (!errors.isEmpty()) {
            return new Invalid(errors);
        }
        if (key.isBlank()) {
            key = newKey.get();
            event.put(DEDUP_KEY, key);
        }
        return new Valid(Json.write(event), key);
    }

    private static void checkPayload(JsonNode payload, List<String> errors) {
        if (!payload.isObject()) {
            errors.add("'payload' is missing or blank");
            return;
        }
        for (var member : List.of("summary", "source")) {
            if (isBlank(payload.path(member))) {
                errors.add("'payload." + member + "' is missing or blank");
            }
        }
        if (!SEVERITIES.contains(payload.path("severity").asText())) {
            errors.add(
                    "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')");
        }
    }

    private static boolean isBlank(JsonNode node) {
        return !node.isValueNode() || node.asText().isBlank() || node.isNull();
    }
}
