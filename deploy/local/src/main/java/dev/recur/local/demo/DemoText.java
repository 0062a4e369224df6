package dev.recur.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;

/** What the demo prints. */
final class DemoText {

    private DemoText() {}

    /** The investigations, each with its evidence and what the windows before were like. */
    static String investigations(JsonNode lately, JsonNode ofQuarter, URI analysis) {
        return "\nRecur opened:\n" + text(lately, analysis) + text(ofQuarter, analysis);
    }

    private static String text(JsonNode investigations, URI analysis) {
        var text = new StringBuilder();
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
}
