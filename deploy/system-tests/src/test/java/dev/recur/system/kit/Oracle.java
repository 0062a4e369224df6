package dev.recur.system.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must come of reports, by brute force: incidents by component and quarter, and which components have had four
 * occurrences in one, six hours or less apart taken for one. For reports that each speak of another incident of one
 * component.
 */
public final class Oracle {

    private static final Duration MERGE_WITHIN = Duration.ofHours(6);
    private static final int AT_LEAST = 4;

    private final Recur.Quarter quarter;
    private final Map<String, List<Instant>> times = new TreeMap<>();

    public Oracle(Recur.Quarter quarter, Collection<Map<String, Object>> reports) {
        this.quarter = quarter;
        for (var report : reports) {
            times.computeIfAbsent(component(report), component -> new ArrayList<>())
                    .add(Instant.parse(report.get("occurredAt").toString()));
        }
        times.values().forEach(all -> all.sort(null));
    }

    /** Incidents by component. */
    public Map<String, Long> incidents() {
        var counts = new TreeMap<String, Long>();
        times.forEach((component, all) -> counts.put(component, (long) all.size()));
        return counts;
    }

    /** Occurrences in a quarter by component, where there are enough for an investigation. */
    public Map<String, Integer> investigations(LocalDate ofQuarter) {
        var investigations = new TreeMap<String, Integer>();
        times.forEach((component, all) -> {
            var occurrences = 0;
            for (int i = 0; i < all.size(); i++) {
                var starts =
                        i == 0 || Duration.between(all.get(i - 1), all.get(i)).compareTo(MERGE_WITHIN) > 0;
                if (starts && quarter.of(all.get(i)).equals(ofQuarter)) {
                    occurrences++;
                }
            }
            if (occurrences >= AT_LEAST) {
                investigations.put(component, occurrences);
            }
        });
        return investigations;
    }

    private static String component(Map<String, Object> report) {
        return ((Map<?, ?>) report.get("tags")).get("component").toString().replaceAll("[\\[\\]]", "");
    }
}
