package dev.recur.analysis.incident.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Report;
import java.util.Locale;

/** A report as callers see it. */
final class ReportView {

    private ReportView() {}

    static ObjectNode of(Report report) {
        var json = Json.object();
        json.put("reportId", report.reportId().toString());
        json.put("type", report.type().name().toLowerCase(Locale.ROOT));
        json.put("source", report.source());
        json.put("externalId", report.externalId());
        json.put("asOf", report.asOf().toString());
        json.put("recordedAt", report.recordedAt().toString());
        if (report.reason() != null) {
            json.put("reason", report.reason());
        }
        json.set("facts", report.factsAsSent());
        return json;
    }
}
