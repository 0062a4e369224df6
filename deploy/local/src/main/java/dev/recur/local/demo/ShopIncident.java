package dev.recur.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** One incident of the shop, at a distance from today. */
record ShopIncident(
        int number,
        int daysAgo,
        LocalTime at,
        String kind,
        String component,
        String team,
        String severity,
        String cause,
        String trigger,
        String detection,
        String response,
        int downtimeMinutes,
        String title) {

    private static final int COLUMNS = 12;

    /** The incident of a line of the table. */
    static ShopIncident parse(int number, String line) {
        var column = line.split(";", COLUMNS);
        if (column.length != COLUMNS) {
            throw new IllegalArgumentException("line " + number + " must have " + COLUMNS + " columns: " + line);
        }
        return new ShopIncident(
                number,
                Integer.parseInt(column[0]),
                LocalTime.parse(column[1]),
                column[2],
                column[3],
                column[4],
                column[5],
                column[6],
                column[7],
                column[8],
                column[9],
                Integer.parseInt(column[10]),
                column[11]);
    }

    boolean isNearMiss() {
        return kind.equals("near_miss");
    }

    Instant occurredAt(LocalDate today) {
        return today.minusDays(daysAgo).atTime(at).toInstant(ZoneOffset.UTC);
    }

    /** The report of it; the same again on another day moves it to where it belongs then. */
    ObjectNode report(LocalDate today) {
        var occurredAt = occurredAt(today);
        var report = Json.object();
        report.put("source", "demo");
        report.put("externalId", "shop-" + number);
        report.put("asOf", occurredAt.toString());
        report.put("kind", kind);
        report.put("title", title);
        report.put("severity", severity);
        report.put("occurredAt", occurredAt.toString());
        if (downtimeMinutes > 0) {
            report.put(
                    "resolvedAt",
                    occurredAt.plus(Duration.ofMinutes(downtimeMinutes)).toString());
            report.putObject("measures").put("downtimeMinutes", downtimeMinutes);
        }
        var tags = report.putObject("tags");
        tag(tags, "component", component);
        tag(tags, "team", team);
        tag(tags, "cause", cause);
        tag(tags, "trigger", trigger);
        tag(tags, "detection", detection);
        tag(tags, "response", response);
        tag(tags, "environment", "prod");
        return report;
    }

    private static void tag(ObjectNode tags, String dimension, String value) {
        if (!value.isEmpty()) {
            tags.putArray(dimension).add(value);
        }
    }
}
