package dev.recur.analysis.oracle;

import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.FactsReader;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Reports of some months of trouble: copies, amendments, clears, retractions before the creation too, late ones,
 * backfilled ones, and times that crowd about the starts of windows.
 */
public final class RandomReports {

    private static final List<Instant> EDGES = List.of(
            Instant.parse("2026-02-01T00:00:00Z"),
            Instant.parse("2026-03-01T00:00:00Z"),
            Instant.parse("2026-04-01T00:00:00Z"),
            Instant.parse("2026-05-01T00:00:00Z"));

    private final Random random;
    private final String prefix;
    private final Instant now;
    private final List<Report> reports = new ArrayList<>();
    private boolean isPrompt;

    private RandomReports(long seed, String prefix, Instant now) {
        this.random = new Random(seed);
        this.prefix = prefix;
        this.now = now;
    }

    public static List<Report> of(long seed, String prefix, Instant now, int incidents) {
        var generator = new RandomReports(seed, prefix, now);
        for (int i = 0; i < incidents; i++) {
            generator.incident("i" + i);
        }
        generator.copies();
        return generator.reports;
    }

    /** Nothing late, nothing backfilled: each was recorded within two days, amendments too. */
    static List<Report> prompt(long seed, String prefix, Instant now, int incidents) {
        var generator = new RandomReports(seed, prefix, now);
        generator.isPrompt = true;
        for (int i = 0; i < incidents; i++) {
            generator.incident("i" + i);
        }
        generator.copies();
        return generator.reports;
    }

    private void incident(String name) {
        var time = time();
        var recordedAt = recordedAfter(time);
        var backfilled = !isPrompt && random.nextInt(4) == 0;
        var kind = random.nextInt(6) == 0 ? "near_miss" : "incident";
        add(
                name,
                ReportType.REPORTED,
                time,
                recordedAt,
                "{'title':'t','kind':'%s','occurredAt':'%s','backfilled':%s,'measures':{'m':%d.%d},'tags':%s}"
                        .formatted(kind, time, backfilled, random.nextInt(9), random.nextInt(9), tags()));
        for (int i = isPrompt ? 0 : random.nextInt(4); i > 0; i--) {
            change(name, time);
        }
    }

    private void change(String name, Instant time) {
        var asOf = time.plus(Duration.ofHours(random.nextInt(72) - 24));
        var recordedAt = recordedAfter(asOf);
        switch (random.nextInt(9)) {
            case 0, 1 -> add(name, ReportType.RETRACTED, asOf, recordedAt, "{}");
            case 2 -> add(name, ReportType.RESTORED, asOf, recordedAt, "{}");
            case 3 -> add(name, ReportType.REPORTED, asOf, recordedAt, "{'tags':" + tags() + "}");
            case 4 -> add(name, ReportType.REPORTED, asOf, recordedAt, "{'tags':{'cause':null},'measures':{'m':null}}");
            case 5 -> add(name, ReportType.REPORTED, asOf, recordedAt, "{'occurredAt':'" + time() + "'}");
            case 6 -> add(name, ReportType.REPORTED, asOf, recordedAt, "{'occurredAt':null,'kind':null}");
            case 7 -> add(name, ReportType.REPORTED, asOf, recordedAt, "{'backfilled':" + random.nextBoolean() + "}");
            default ->
                add(
                        name,
                        ReportType.REPORTED,
                        asOf,
                        recordedAt,
                        "{'duplicateOf':'" + Identity.incidentOfExternalId("oracle", prefix + "other") + "'}");
        }
    }

    private String tags() {
        var component = "'" + prefix + (char) ('a' + random.nextInt(2)) + "'";
        if (random.nextInt(5) == 0) {
            component += ",'" + prefix + "c'";
        }
        var cause = random.nextInt(3) == 0 ? "" : ",'cause':['" + (char) ('x' + random.nextInt(2)) + "']";
        return "{'component':[" + component + "]" + cause + "}";
    }

    private Instant time() {
        if (random.nextInt(3) == 0) {
            return EDGES.get(random.nextInt(EDGES.size())).plus(Duration.ofHours(random.nextInt(72) - 36));
        }
        return now.minus(Duration.ofHours(random.nextInt(24 * 120)));
    }

    private Instant recordedAfter(Instant time) {
        var latest = Math.max(1, Duration.between(time, now).toMinutes());
        var soon = Math.min(latest, 60 * 48);
        return time.plus(Duration.ofMinutes(random.nextLong(!isPrompt && random.nextInt(3) == 0 ? latest : soon)));
    }

    /** One in five again: the same, or under the same id recorded at another time with other facts. */
    private void copies() {
        for (var report : List.copyOf(reports)) {
            switch (random.nextInt(10)) {
                case 0 -> reports.add(report);
                case 1 -> {
                    var facts = random.nextBoolean() ? report.factsAsSent().toString() : "{'summary':'s'}";
                    var recordedAt = report.recordedAt().plus(Duration.ofHours(random.nextInt(5) - 2));
                    add(report.incidentId(), report.reportId(), report.type(), report.asOf(), recordedAt, facts);
                }
                default -> {}
            }
        }
    }

    private void add(String name, ReportType type, Instant asOf, Instant recordedAt, String facts) {
        var incidentId = Identity.incidentOfExternalId("oracle", prefix + name);
        var reportId = Identity.reportOfIdempotencyKey(incidentId, "key " + reports.size());
        add(incidentId, reportId, type, asOf, recordedAt, facts);
    }

    private void add(UUID incidentId, UUID reportId, ReportType type, Instant asOf, Instant recordedAt, String json) {
        var facts = OracleIncident.facts(json);
        var decoded = FactsReader.read(new ObjectReader(facts, "", new Problems()), recordedAt);
        reports.add(new Report(
                incidentId, reportId, type, prefix + "source", null, null, asOf, recordedAt, null, facts, decoded));
    }
}
