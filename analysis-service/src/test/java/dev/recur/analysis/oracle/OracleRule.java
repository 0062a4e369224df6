package dev.recur.analysis.oracle;

import dev.recur.wire.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A rule by the words of the design, "Rules", without a clock; it selects what has a component of one prefix.
 *
 * @param window {@code month}, {@code quarter} or a duration
 */
public record OracleRule(
        String name,
        String prefix,
        List<String> groupBy,
        String window,
        Duration mergeWithin,
        OracleCondition condition) {

    private static final Duration LATENESS = Duration.ofDays(7);

    public String definition() {
        var dimensions = groupBy.stream().map(name -> "'" + name + "'").collect(Collectors.joining(","));
        return "{'name':'%s','where':'component=~\\\"%s.*\\\"','groupBy':[%s],'window':'%s','mergeWithin':'%s',"
                        .formatted(name, prefix, dimensions, window, mergeWithin)
                + "'condition':" + condition.json() + "}";
    }

    /** Group and window, to the ids of the evidence; the window of an episode begins a length before the crossing. */
    public Map<String, Set<String>> investigations(
            Collection<Report> standing, List<OracleMarker> markers, Instant activeFrom, Instant now) {
        var all = OracleIncident.all(standing);
        var groups = new TreeSet<String>();
        all.stream().filter(this::selects).forEach(incident -> groups.addAll(incident.groups(groupBy)));
        var found = new TreeMap<String, Set<String>>();
        for (var name : groups) {
            var group = OracleGroup.of(this, name, all, markers);
            rolling()
                    .ifPresentOrElse(
                            length -> episodes(group, standing, length, activeFrom, now, found),
                            () -> windows(group, standing, now, found));
        }
        return found;
    }

    private void episodes(
            OracleGroup group,
            Collection<Report> standing,
            Duration length,
            Instant activeFrom,
            Instant now,
            Map<String, Set<String>> found) {
        for (var episode : OracleEpisode.of(group, length, now)) {
            var end = episode.end();
            if (isNews(episode.evidence())
                    && (end == null || (end.isAfter(activeFrom) && wasKnown(group, standing, length, episode, now)))) {
                var key = group.group() + " @ " + episode.crossedAt().minus(length) + "/" + (end == null ? "" : end);
                found.put(key, ids(episode.evidence()));
            }
        }
    }

    /** Whether some of the episode was one by the reports recorded before its end and the lateness. */
    private boolean wasKnown(
            OracleGroup group, Collection<Report> standing, Duration length, OracleEpisode episode, Instant now) {
        var end = episode.end();
        var then = inTime(group, standing, end.plus(LATENESS));
        return OracleEpisode.of(then, length, now).stream()
                .anyMatch(other -> other.crossedAt().isBefore(end)
                        && (other.end() == null || other.end().isAfter(episode.crossedAt())));
    }

    private void windows(OracleGroup group, Collection<Report> standing, Instant now, Map<String, Set<String>> found) {
        var windows = new TreeSet<Instant>();
        group.members().forEach(incident -> windows.add(windowFrom(incident.time())));
        for (var from : windows) {
            var end = plusMonths(from, months());
            var evidence = group.members().stream()
                    .filter(incident -> windowFrom(incident.time()).equals(from))
                    .toList();
            if (crossedAt(group, from).isPresent()
                    && isNews(evidence)
                    && (end.isAfter(now)
                            || crossedAt(inTime(group, standing, end.plus(LATENESS)), from)
                                    .isPresent())) {
                found.put(group.group() + " @ " + from + "/" + end, ids(evidence));
            }
        }
    }

    private OracleGroup inTime(OracleGroup group, Collection<Report> standing, Instant deadline) {
        var reports = standing.stream()
                .filter(report -> report.recordedAt().isBefore(deadline))
                .toList();
        return OracleGroup.of(this, group.group(), OracleIncident.all(reports), group.markers());
    }

    private Optional<Instant> crossedAt(OracleGroup group, Instant from) {
        return metAt(group, from).stream().findFirst();
    }

    /** The times of what is counted at which the window, as far as it had passed, met the condition. */
    List<Instant> metAt(OracleGroup group, Instant from) {
        var before = new ArrayList<Instant>();
        if (condition instanceof OracleCondition.Change change) {
            for (int i = change.over(); i >= 0; i--) {
                before.add(plusMonths(from, -i * months()));
            }
        }
        return group.counted().stream()
                .map(OracleIncident::time)
                .filter(time -> windowFrom(time).equals(from))
                .filter(time -> group.isMet(from, true, time, before))
                .toList();
    }

    private static boolean isNews(Collection<OracleIncident> evidence) {
        return evidence.stream().anyMatch(incident -> !incident.backfilled());
    }

    private static Set<String> ids(Collection<OracleIncident> incidents) {
        return incidents.stream()
                .map(incident -> incident.id().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean selects(OracleIncident incident) {
        return incident.counted()
                && (incident.kind().equals("incident") || incident.kind().equals("security_incident"))
                && incident.tags().getOrDefault("component", new TreeSet<>()).stream()
                        .anyMatch(value -> value.startsWith(prefix));
    }

    /** How long the window is that rolls. */
    Optional<Duration> rolling() {
        if (condition instanceof OracleCondition.Silence silence) {
            return Optional.of(silence.noneFor());
        }
        return window.startsWith("P") ? Optional.of(Duration.parse(window)) : Optional.empty();
    }

    private int months() {
        return window.equals("month") ? 1 : 3;
    }

    Instant windowFrom(Instant time) {
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1);
        return day.minusMonths((day.getMonthValue() - 1) % months())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    Instant plusMonths(Instant from, int months) {
        return from.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }
}
