package dev.recur.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.FactsReader;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Reports for tests, written as facts in JSON. */
public final class Reports {

    public static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    private Reports() {}

    /** The incident that tests call by that name. */
    public static UUID incident(String name) {
        return Identity.incidentOfExternalId("test", name);
    }

    /** A report of facts, true and recorded at the same moment. */
    public static Report of(String incident, Instant at, String facts) {
        return of(incident, ReportType.REPORTED, at, at, facts);
    }

    public static Report of(String incident, ReportType type, Instant asOf, Instant recordedAt, String facts) {
        var json = (ObjectNode) Json.read(facts.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        var problems = new Problems();
        var decoded = FactsReader.read(new ObjectReader(json, "", problems), recordedAt);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        var incidentId = incident(incident);
        var reportId = Identity.reportOfContent(incidentId, type, asOf.toString(), json);
        return new Report(incidentId, reportId, type, "test", incident, null, asOf, recordedAt, null, json, decoded);
    }
}
