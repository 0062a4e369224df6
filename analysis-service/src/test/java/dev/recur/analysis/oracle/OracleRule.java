package dev.recur.analysis.oracle;

import dev.recur.wire.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A rule by the words of the design, "Rules", quadratic and without a clock; it selects what has a component of one
 * prefix.
 *
 * @param months how many a window has: 1 or 3
 */
public record OracleRule(
        String name, String prefix, List<String> groupBy, int months, Duration mergeWithin, int atLeast) {

    private static final Duration LATENESS = Duration.ofDays(7);

    public String definition() {
        var dimensions = String.join("','", groupBy);
        return "{'name':'%s','where':'component=~\\\"%s.*\\\"','groupBy':[%s],'window':'%s','mergeWithin':'%s',"
                        .formatted(
                                name,
                                prefix,
                                groupBy.isEmpty() ? "" : "'" + dimensions + "'",
                                months == 1 ? "month" : "quarter",
                                mergeWithin)
                + "'condition':{'type':'count','atLeast':%d}}".formatted(atLeast);
    }

    /** Group and start of the window, to the ids of the evidence. */
    public Map<String, Set<String>> investigations(Collection<Report> standing, Instant now) {
        var all = OracleIncident.all(standing);
        var found = new TreeMap<String, Set<String>>();
        for (var incident : all) {
            for (var group : selects(incident) ? incident.groups(groupBy) : List.<String>of()) {
                var from = windowFrom(incident.time());
                var key = group + " @ " + from;
                if (!found.containsKey(key) && opens(all, standing, group, from, now)) {
                    var evidence = new TreeSet<String>();
                    all.stream()
                            .filter(other -> isIn(other, group)
                                    && windowFrom(other.time()).equals(from))
                            .forEach(other -> evidence.add(other.id().toString()));
                    found.put(key, evidence);
                }
            }
        }
        return found;
    }

    private boolean opens(
            List<OracleIncident> all, Collection<Report> standing, String group, Instant from, Instant now) {
        var end = plusMonths(from, months);
        var inTime = standing.stream()
                .filter(report -> report.recordedAt().isBefore(end.plus(LATENESS)))
                .toList();
        return isMet(all, group, from)
                && all.stream()
                        .anyMatch(incident -> isIn(incident, group)
                                && windowFrom(incident.time()).equals(from)
                                && !incident.backfilled())
                && (end.isAfter(now) || isMet(OracleIncident.all(inTime), group, from));
    }

    private boolean isMet(List<OracleIncident> all, String group, Instant from) {
        var members = all.stream().filter(incident -> isIn(incident, group)).toList();
        var starts = 0;
        var seen = new HashSet<OracleIncident>();
        for (var incident : members) {
            var continues = !mergeWithin.isZero()
                    && members.stream()
                            .anyMatch(other -> other != incident
                                    && (other.time().isBefore(incident.time())
                                            || (other.time().equals(incident.time()) && seen.contains(other)))
                                    && !other.time().plus(mergeWithin).isBefore(incident.time()));
            seen.add(incident);
            if (!continues && windowFrom(incident.time()).equals(from)) {
                starts++;
            }
        }
        return starts >= atLeast;
    }

    private boolean isIn(OracleIncident incident, String group) {
        return selects(incident) && incident.groups(groupBy).contains(group);
    }

    private boolean selects(OracleIncident incident) {
        return incident.counted()
                && (incident.kind().equals("incident") || incident.kind().equals("security_incident"))
                && incident.tags().getOrDefault("component", new TreeSet<>()).stream()
                        .anyMatch(value -> value.startsWith(prefix));
    }

    private Instant windowFrom(Instant time) {
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1);
        return day.minusMonths((day.getMonthValue() - 1) % months)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Instant plusMonths(Instant from, int months) {
        return from.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }
}
