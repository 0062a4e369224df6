package dev.recur.analysis.oracle;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Markers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.marker.Marker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** A rule, incidents and markers of some months, the same for the evaluator and for the oracle. */
record RandomHistory(
        OracleRule rule,
        List<Incident> incidents,
        List<OracleIncident> oracle,
        List<Marker> markers,
        List<OracleMarker> oracleMarkers,
        List<Instant> moments) {

    private static final Instant START = Instant.parse("2026-01-20T00:00:00Z");

    /** In the middle of it, so that some is still to come. */
    Instant now() {
        return START.plus(Duration.ofDays(60));
    }

    static RandomHistory of(long seed) {
        // the first numbers of neighbouring seeds are much alike: few would try a few conditions again and again
        var random = new Random(new SplittableRandom(seed).nextLong());
        var rule = RandomRules.of(random, "r", "p");
        var history = new RandomHistory(
                rule, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var size = random.nextInt(36);
        for (int i = 0; i < size; i++) {
            history.incident(random, "i" + i);
        }
        if (rule.condition() instanceof OracleCondition.AfterMarker after) {
            var number = random.nextInt(6);
            for (int i = 0; i < number; i++) {
                history.marker(random, after.marker(), "m" + i);
            }
        }
        for (int i = 0; i < 5; i++) {
            history.moments.add(time(random));
        }
        return history;
    }

    private void incident(Random random, String name) {
        var time = time(random);
        var component = "p" + (char) ('a' + random.nextInt(2));
        var cause = "" + (char) ('x' + random.nextInt(3));
        var tags = new HashMap<String, TreeSet<String>>();
        tags.put("component", new TreeSet<>(List.of(component)));
        if (!cause.equals("z")) {
            tags.put("cause", new TreeSet<>(List.of(cause)));
        }
        var amount = new BigDecimal(random.nextInt(40)).movePointLeft(1);
        var facts = "{'occurredAt':'%s','tags':{'component':['%s']%s},'measures':{'m':%s}}"
                .formatted(time, component, cause.equals("z") ? "" : ",'cause':['" + cause + "']", amount);
        incidents.add(Incidents.of(name, time, facts));
        oracle.add(new OracleIncident(
                Reports.incident(name), true, false, "incident", time, tags, Map.of("m", amount), false, 1));
    }

    private void marker(Random random, String type, String name) {
        var start = time(random);
        var component = random.nextInt(3) == 0 ? "p" + (char) ('a' + random.nextInt(2)) : null;
        markers.add(
                Markers.of(name, type, start, component == null ? Map.of() : Map.of("component", List.of(component))));
        oracleMarkers.add(new OracleMarker(type, start, component));
    }

    /** Hours, some of them far from whole ones, so that lengths meet and miss each other. */
    private static Instant time(Random random) {
        var time = START.plus(Duration.ofHours(random.nextInt(24 * 90)));
        return random.nextInt(3) == 0 ? time.plusNanos(1000L * random.nextInt(3_600_000)) : time;
    }

    /** All groups that any of the rules may have. */
    List<String> groups() {
        var groups = new TreeSet<String>();
        oracle.forEach(incident -> groups.addAll(incident.groups(rule.groupBy())));
        return List.copyOf(groups);
    }

    Group group(String name) {
        var values = new HashMap<String, String>();
        for (var member : name.isEmpty() ? List.<String>of() : List.of(name.split(" "))) {
            values.put(member.substring(0, member.indexOf('=')), member.substring(member.indexOf('=') + 1));
        }
        return new Group(values);
    }

    /** What is counted for a group, in no order. */
    List<Counted> counted(Rule main, String name) {
        return incidents.stream()
                .filter(incident ->
                        main.definition().comparesGroups() ? main.selects(incident) : main.isIn(group(name), incident))
                .map(incident -> Counted.of(main, group(name), incident))
                .toList();
    }
}
