package dev.recur.analysis.oracle;

import dev.recur.analysis.Markers;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is sent to the service for one seed, and what stands of it.
 *
 * @param copies in no order, some more than once
 * @param sent markers, some of which move
 * @param markers as they are in the end
 */
record ReportedHistory(
        String prefix,
        List<OracleRule> rules,
        List<Report> copies,
        Collection<Report> standing,
        List<Marker> sent,
        List<OracleMarker> markers) {

    private static final int CONDITIONS = 7;

    static ReportedHistory of(long seed, Instant now) {
        var prefix = "s" + seed + "-";
        return of(seed, prefix, now, RandomReports.of(seed, prefix, now, 40));
    }

    /** One in which nothing is late or backfilled. */
    static ReportedHistory prompt(long seed, Instant now) {
        var prefix = "p" + seed + "-";
        return of(seed, prefix, now, RandomReports.prompt(seed, prefix, now, 60));
    }

    private static ReportedHistory of(long seed, String prefix, Instant now, List<Report> copies) {
        var random = new Random(seed);
        var rules = new ArrayList<OracleRule>();
        var sent = new ArrayList<Marker>();
        var markers = new ArrayList<OracleMarker>();
        for (int i = 0; i < CONDITIONS; i++) {
            var name = prefix + "rule-" + i;
            var condition = RandomRules.condition(random, i, name);
            var rolls = condition instanceof OracleCondition.Silence || (seed + i) % 2 == 0;
            rules.add(RandomRules.of(random, name, prefix, condition, rolls));
            if (condition instanceof OracleCondition.AfterMarker after) {
                for (int j = 0; j < 4; j++) {
                    marker(random, after.marker(), prefix, "marker " + j, now, sent, markers);
                }
            }
        }
        return new ReportedHistory(prefix, rules, copies, OracleIncident.standing(copies), sent, markers);
    }

    private static void marker(
            Random random,
            String type,
            String prefix,
            String name,
            Instant now,
            List<Marker> sent,
            List<OracleMarker> markers) {
        var component = random.nextInt(3) == 0 ? prefix + "a" : null;
        var tags = component == null ? Map.<String, List<String>>of() : Map.of("component", List.of(component));
        var first = now.minus(Duration.ofHours(random.nextInt(24 * 120)));
        var last = random.nextInt(3) == 0 ? now.minus(Duration.ofHours(random.nextInt(24 * 120))) : first;
        // before it is moved, also when it begins now
        sent.add(Markers.of(prefix + name, type, first, tags, first.minusSeconds(1)));
        if (!last.equals(first)) {
            sent.add(Markers.of(prefix + name, type, last, tags, now));
        }
        markers.add(new OracleMarker(type, last, component));
    }
}
