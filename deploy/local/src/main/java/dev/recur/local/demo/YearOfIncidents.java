package dev.recur.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The table of incidents, and what the rules of the demo must make of it on a day. */
record YearOfIncidents(List<ShopIncident> incidents) {

    private static final Duration ONE_OCCURRENCE = Duration.ofHours(6);
    private static final Duration LATELY = Duration.ofDays(30);
    private static final int ENOUGH = 4;

    static YearOfIncidents load() {
        var table = Objects.requireNonNull(
                YearOfIncidents.class.getResourceAsStream("/demo/year-of-incidents.csv"), "the table is in the jar");
        try (var reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            var lines = reader.lines().skip(1).toList();
            var incidents = new ArrayList<ShopIncident>();
            for (int i = 0; i < lines.size(); i++) {
                incidents.add(ShopIncident.parse(i + 1, lines.get(i)));
            }
            return new YearOfIncidents(incidents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long nearMisses() {
        return incidents.stream().filter(ShopIncident::isNearMiss).count();
    }

    /** Occurrences this quarter of the components that have had four or more. */
    Map<String, Integer> ofQuarter(LocalDate today) {
        return patterns(today, startOfQuarter(today).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** Occurrences within the 30 days before noon of the components that have had four or more. */
    Map<String, Integer> lately(LocalDate today) {
        return patterns(
                today, today.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC).minus(LATELY));
    }

    private Map<String, Integer> patterns(LocalDate today, Instant from) {
        var occurrences = new TreeMap<String, Integer>();
        var last = new TreeMap<String, Instant>();
        incidents.stream()
                .filter(incident -> !incident.isNearMiss())
                .sorted((one, other) -> one.occurredAt(today).compareTo(other.occurredAt(today)))
                .forEach(incident -> {
                    var time = incident.occurredAt(today);
                    var before = last.put(incident.component(), time);
                    var starts =
                            before == null || Duration.between(before, time).compareTo(ONE_OCCURRENCE) > 0;
                    if (starts && !time.isBefore(from)) {
                        occurrences.merge(incident.component(), 1, Integer::sum);
                    }
                });
        occurrences.values().removeIf(number -> number < ENOUGH);
        return occurrences;
    }

    static LocalDate startOfQuarter(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
    }
}
