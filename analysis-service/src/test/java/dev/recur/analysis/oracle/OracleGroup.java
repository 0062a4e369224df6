package dev.recur.analysis.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * One group by the words of the design, "Rules": every question is answered by looking at every incident.
 *
 * @param everything what the rule selects, whatever its group
 * @param members of it what is in the group
 * @param group written as {@code a=b c=d}
 */
record OracleGroup(
        OracleRule rule,
        String group,
        List<OracleIncident> everything,
        List<OracleIncident> members,
        List<OracleMarker> markers) {

    /** Some of the group's incidents, taken for one thing that happened. */
    private record Occurrence(Instant time, List<OracleIncident> incidents) {}

    static OracleGroup of(
            OracleRule rule, String group, Collection<OracleIncident> incidents, List<OracleMarker> markers) {
        var order = Comparator.comparing(OracleIncident::time)
                .thenComparing(incident -> incident.id().toString());
        var everything = incidents.stream().filter(rule::selects).sorted(order).toList();
        var members = everything.stream()
                .filter(incident -> incident.groups(rule.groupBy()).contains(group))
                .toList();
        return new OracleGroup(rule, group, everything, members, markers);
    }

    /** Whether the condition is met by what is in a window; a first moment is in it where {@code closed}. */
    boolean isMet(Instant from, boolean closed, Instant to, List<Instant> before) {
        return switch (rule.condition()) {
            case OracleCondition.Count count -> number(from, closed, to) >= count.atLeast();
            case OracleCondition.Sum sum -> value(from, closed, to).compareTo(sum.atLeast()) >= 0;
            case OracleCondition.Share share -> {
                var all = of(from, closed, to);
                var matching = all.stream().filter(this::matches).count();
                yield all.size() >= share.minimumCount()
                        && BigDecimal.valueOf(matching)
                                        .compareTo(share.atLeast().multiply(BigDecimal.valueOf(all.size())))
                                >= 0;
            }
            case OracleCondition.Change change -> {
                var sum = 0;
                for (int i = 0; i + 1 < before.size(); i++) {
                    sum += number(before.get(i), closed, before.get(i + 1).minusNanos(closed ? 1000 : 0));
                }
                var number = number(from, closed, to);
                yield number >= change.minimumCount()
                        && BigDecimal.valueOf(number)
                                        .multiply(BigDecimal.valueOf(change.over()))
                                        .compareTo(change.factor().multiply(BigDecimal.valueOf(sum)))
                                >= 0;
            }
            case OracleCondition.AfterMarker after -> isMetAfter(after, from, closed, to);
            case OracleCondition.Silence silence ->
                members.stream().noneMatch(incident -> isIn(incident.time(), from, closed, to))
                        && members.stream()
                                .anyMatch(incident -> !incident.time().isAfter(from));
        };
    }

    private boolean isMetAfter(OracleCondition.AfterMarker after, Instant from, boolean closed, Instant to) {
        var all = of(from, closed, to);
        var inside =
                all.stream().filter(one -> isAfterMarker(after, one.time())).count();
        var outside = all.size() - inside;
        var edges = new TreeSet<Instant>(List.of(from, to));
        markers.forEach(
                marker -> edges.addAll(List.of(marker.start(), marker.start().plus(after.within()))));
        var lengthInside = Duration.ZERO;
        for (var edge : edges.subSet(from, to)) {
            if (isAfterMarker(after, edge)) {
                lengthInside = lengthInside.plus(Duration.between(edge, edges.higher(edge)));
            }
        }
        var lengthOutside = Duration.between(from, to).minus(lengthInside);
        if (inside < after.minimumCount()) {
            return false;
        }
        if (outside == 0) {
            return true;
        }
        return BigDecimal.valueOf(inside)
                        .multiply(micros(lengthOutside))
                        .compareTo(after.factor()
                                .multiply(BigDecimal.valueOf(outside))
                                .multiply(micros(lengthInside)))
                >= 0;
    }

    private static BigDecimal micros(Duration duration) {
        return new BigDecimal(duration.toNanos()).movePointLeft(3);
    }

    private boolean isAfterMarker(OracleCondition.AfterMarker after, Instant time) {
        return markers.stream()
                .filter(marker -> marker.type().equals(after.marker()))
                .filter(marker -> marker.component() == null
                        || !group.contains("component=")
                        || (group + " ").contains("component=" + marker.component() + " "))
                .anyMatch(marker -> !time.isBefore(marker.start())
                        && time.isBefore(marker.start().plus(after.within())));
    }

    /** What is observed of a window. */
    BigDecimal value(Instant from, boolean closed, Instant to) {
        return switch (rule.condition()) {
            case OracleCondition.Sum sum ->
                members.stream()
                        .filter(incident -> isIn(incident.time(), from, closed, to))
                        .map(incident -> incident.measures().getOrDefault("m", BigDecimal.ZERO))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
            case OracleCondition.Share share -> {
                var all = of(from, closed, to);
                var matching = all.stream().filter(this::matches).count();
                yield all.isEmpty()
                        ? BigDecimal.ZERO
                        : BigDecimal.valueOf(matching).divide(BigDecimal.valueOf(all.size()), 6, RoundingMode.DOWN);
            }
            case OracleCondition.AfterMarker after ->
                BigDecimal.valueOf(of(from, closed, to).stream()
                        .filter(one -> isAfterMarker(after, one.time()))
                        .count());
            default -> BigDecimal.valueOf(number(from, closed, to));
        };
    }

    private boolean matches(Occurrence occurrence) {
        var share = (OracleCondition.Share) rule.condition();
        return occurrence.incidents().stream()
                .anyMatch(incident -> share.cause() == null
                        ? members.contains(incident)
                        : incident.tags().getOrDefault("cause", new TreeSet<>()).contains(share.cause()));
    }

    private int number(Instant from, boolean closed, Instant to) {
        return of(from, closed, to).size();
    }

    /** What the condition counts: for a group's share of everything all of it. */
    List<OracleIncident> counted() {
        return rule.condition() instanceof OracleCondition.Share share && share.cause() == null ? everything : members;
    }

    /** The occurrences with their time in the window, as far as they have happened. */
    private List<Occurrence> of(Instant from, boolean closed, Instant to) {
        var occurrences = new ArrayList<Occurrence>();
        Instant last = null;
        for (var incident : counted()) {
            if (incident.time().isAfter(to)) {
                break;
            }
            if (last == null || rule.mergeWithin().isZero() || incident.time().isAfter(last.plus(rule.mergeWithin()))) {
                occurrences.add(new Occurrence(incident.time(), new ArrayList<>()));
            }
            occurrences.getLast().incidents().add(incident);
            last = incident.time();
        }
        return occurrences.stream()
                .filter(one -> isIn(one.time(), from, closed, to))
                .toList();
    }

    private static boolean isIn(Instant time, Instant from, boolean closed, Instant to) {
        return (closed ? !time.isBefore(from) : time.isAfter(from)) && !time.isAfter(to);
    }
}
