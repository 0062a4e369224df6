package dev.recur.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;

/** What the demo prints. */
final class DemoText {

    private DemoText() {}

    /** The investigations, each with its evidence and what the windows before were like. */
    static String investigations(JsonNode investigations, URI analysis) {
        var text = new StringBuilder("\nRecur opened:\n");
        for (var investigation : investigations) {
            text.append("\n  ").append(investigation.path("headline").asText()).append('\n');
            for (var evidence : investigation.path("evidence")) {
                text.append("    %s  %-7s  %s%n"
                        .formatted(
                                evidence.path("occurredAt").asText().substring(0, 10),
                                evidence.path("severity").asText(),
                                evidence.path("title").asText()));
            }
            var before = new ArrayList<String>();
            investigation
                    .path("history")
                    .forEach(window -> before.add(window.path("window").asText() + ": "
                            + window.path("observed").asText()));
            text.append("    before: ").append(String.join(", ", before)).append('\n');
            text.append("    ").append(analysis).append("/api/v1/investigations/");
            text.append(investigation.path("investigationId").asText()).append('\n');
        }
        return text.toString();
    }

    /** In the first days of a quarter, when its rule cannot have fired. */
    static String tooEarly(JsonNode counts) {
        var text = new StringBuilder("\nThe quarter is only days old, too early for four incidents of one component in"
                + " it, so no investigation is open yet.\nThis is how the quarter before was counted:\n\n");
        for (var row : counts) {
            text.append("  %-18s %s  %d incidents, %d near misses%n"
                    .formatted(
                            row.path("group").path("component").asText(),
                            row.path("bucket").asText(),
                            row.path("incidents").asLong(),
                            row.path("nearMisses").asLong()));
        }
        return text.toString();
    }
}
