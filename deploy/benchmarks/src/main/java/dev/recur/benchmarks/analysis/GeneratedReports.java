package dev.recur.benchmarks.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.FactsReader;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reports of a large organisation over some days before now: of 100, about 80 are new incidents with six tags, 8 amend one,
 * 9 resolve one, 2 are copies and 1 retracts. The same seed gives the same reports.
 */
final class GeneratedReports {

    private static final int RECENT = 4096;
    private static final String[] SEVERITIES = {"sev1", "sev2", "sev3", "sev3", "sev4", "sev4", "sev5"};
    private static final String[] ENVIRONMENTS = {"prod", "prod", "prod", "prod", "staging", "test"};
    private static final String[] FAILURES = {
        "answered 5xx", "was slow", "lost its database", "ran out of memory", "was unreachable", "queued without end"
    };

    private final Random random;
    private final Instant now;
    private final @Nullable Report[] recent = new @Nullable Report[RECENT];
    private int made;
    private int incidents;
    private int copies;

    GeneratedReports(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** How many different incidents have been reported. */
    int incidents() {
        return incidents;
    }

    /** How many different reports there were. */
    int distinct() {
        return made - copies;
    }

    Report next(int days) {
        made++;
        var earlier = recent[random.nextInt(RECENT)];
        var kind = earlier == null ? 100 : random.nextInt(100);
        if (earlier == null || kind >= 20) {
            return report(days);
        }
        if (kind < 2) {
            copies++;
            return earlier;
        }
        if (kind < 3) {
            return about(earlier, ReportType.RETRACTED, Json.object());
        }
        var facts = Json.object();
        if (kind < 11) {
            facts.putObject("tags").putArray("cause").add(value("cause", 25));
            facts.put("severity", severity());
        } else {
            facts.put("resolvedAt", earlier.asOf().plus(minutes(300)).toString());
            facts.putObject("measures").put("downtimeMinutes", random.nextInt(300));
        }
        return about(earlier, ReportType.REPORTED, facts);
    }

    private Report report(int days) {
        incidents++;
        var id = uuid();
        var occurredAt = now.minusSeconds((long) (random.nextDouble() * days * 86_400));
        var component = value("component", 200);
        var facts = Json.object();
        facts.put("kind", random.nextInt(20) == 0 ? "near_miss" : "incident");
        facts.put("title", component + " " + FAILURES[random.nextInt(FAILURES.length)]);
        facts.put(
                "summary",
                "Seen first by the checks of the region, then by customers; the runbook of " + component
                        + " was followed and the on-call channel was told, number " + made + ".");
        facts.put("severity", severity());
        facts.put("occurredAt", occurredAt.toString());
        var tags = facts.putObject("tags");
        tags.putArray("component").add(component);
        tags.putArray("team").add("team-" + Math.floorMod(component.hashCode(), 40));
        tags.putArray("cause").add(value("cause", 25));
        tags.putArray("trigger").add(value("trigger", 15));
        tags.putArray("detection").add(value("detection", 8));
        tags.putArray("environment").add(ENVIRONMENTS[random.nextInt(ENVIRONMENTS.length)]);
        if (random.nextInt(4) == 0) {
            facts.putObject("measures").put("downtimeMinutes", random.nextInt(300));
        }
        var report = report(id, ReportType.REPORTED, "INC-" + made, occurredAt.plus(minutes(10)), facts);
        recent[random.nextInt(RECENT)] = report;
        return report;
    }

    private Report about(Report earlier, ReportType type, ObjectNode facts) {
        return report(
                earlier.incidentId(), type, earlier.externalId(), earlier.asOf().plus(minutes(3000)), facts);
    }

    private Report report(
            UUID incidentId, ReportType type, @Nullable String externalId, Instant asOf, ObjectNode facts) {
        var recordedAt = now.plus(made, ChronoUnit.MILLIS);
        var problems = new Problems();
        var read = FactsReader.read(new ObjectReader(facts, "", problems), recordedAt);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.all().toString());
        }
        return new Report(
                incidentId, uuid(), type, "monitoring", externalId, null, asOf, recordedAt, null, facts, read);
    }

    private Duration minutes(int most) {
        return Duration.ofSeconds(60L * random.nextInt(most) + random.nextInt(60));
    }

    private String severity() {
        return SEVERITIES[random.nextInt(SEVERITIES.length)];
    }

    /** Some values are much more frequent than others. */
    private String value(String dimension, int cardinality) {
        var skewed = random.nextDouble() * random.nextDouble();
        return dimension + "-" + (int) (skewed * cardinality);
    }

    private UUID uuid() {
        return new UUID(
                (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L,
                (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
