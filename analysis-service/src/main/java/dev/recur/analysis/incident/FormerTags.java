package dev.recur.analysis.incident;

import dev.recur.wire.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an incident was counted under by the reports recorded up to some moment, and is not any more. */
public final class FormerTags {

    /** A tag at a time that the incident had; the empty tag is the incident itself. */
    public record Former(String dimension, String value, Instant time) {}

    private FormerTags() {}

    /** Of all moments; for most incidents, which nothing was taken from, none. */
    public static Set<Former> of(Collection<Report> reports, Incident now) {
        if (reports.size() == 1) {
            return Set.of();
        }
        var former = new LinkedHashSet<Former>();
        for (var moment : moments(reports)) {
            former.addAll(tags(Fold.of(upTo(reports, moment))));
        }
        former.removeAll(tags(now));
        return former;
    }

    private static Set<Instant> moments(Collection<Report> reports) {
        var moments = new TreeSet<Instant>();
        reports.forEach(report -> moments.add(report.recordedAt()));
        moments.removeLast();
        return moments;
    }

    private static List<Report> upTo(Collection<Report> reports, Instant moment) {
        return reports.stream()
                .filter(report -> !report.recordedAt().isAfter(moment))
                .toList();
    }

    private static List<Former> tags(Incident incident) {
        if (!incident.counted()) {
            return List.of();
        }
        var tags = new ArrayList<Former>();
        tags.add(new Former("", "", incident.time()));
        incident.tags()
                .forEach((dimension, tag) ->
                        tag.values().forEach(value -> tags.add(new Former(dimension, value, incident.time()))));
        return tags;
    }
}
