package dev.recur.analysis.incident;

import dev.recur.wire.report.Fact;
import dev.recur.wire.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an incident was by the reports recorded up to some moment, wherever that may decide whether a window that has
 * ended was complete in time.
 */
public final class EarlierFolds {

    private EarlierFolds() {}

    /**
     * One incident for each moment that matters, as far as it was counted then. What was recorded within the lateness of
     * the earliest time that the incident ever had is in time for every window, so that most incidents have none.
     */
    public static List<Incident> of(Collection<Report> reports, Duration lateness, Derivation derivation) {
        var earlier = new ArrayList<Incident>();
        for (var moment : lateMoments(reports, lateness)) {
            var before = reports.stream()
                    .filter(report -> report.recordedAt().isBefore(moment))
                    .toList();
            if (!before.isEmpty()) {
                var incident = derivation.fold(before);
                if (incident.counted()) {
                    earlier.add(incident);
                }
            }
        }
        return earlier;
    }

    private static Iterable<Instant> lateMoments(Collection<Report> reports, Duration lateness) {
        if (reports.size() < 2) {
            return List.of();
        }
        var first = reports.stream()
                .flatMap(EarlierFolds::times)
                .min(Instant::compareTo)
                .orElseThrow();
        var moments = new TreeSet<Instant>();
        for (var report : reports) {
            if (!report.recordedAt().isBefore(first.plus(lateness))) {
                moments.add(report.recordedAt());
            }
        }
        return moments;
    }

    private static Stream<Instant> times(Report report) {
        return Stream.concat(
                Stream.of(report.asOf()),
                Stream.of(report.facts().occurredAt(), report.facts().detectedAt())
                        .flatMap(EarlierFolds::stated));
    }

    private static Stream<Instant> stated(Fact<Instant> fact) {
        return fact instanceof Fact.Stated<Instant> stated ? Stream.of(stated.value()) : Stream.of();
    }
}
