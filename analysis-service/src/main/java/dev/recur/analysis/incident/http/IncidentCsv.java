package dev.recur.analysis.incident.http;

import dev.recur.analysis.csv.Csv;
import dev.recur.wire.tag.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Incidents as lines of CSV: a column for every dimension that everybody has, one for all others. */
final class IncidentCsv {

    private static final List<String> DIMENSIONS = dimensions();

    private IncidentCsv() {}

    static String header() {
        var cells = new ArrayList<>(List.of(
                "incidentId",
                "source",
                "externalId",
                "kind",
                "severity",
                "title",
                "summary",
                "status",
                "time",
                "occurredAt",
                "detectedAt",
                "acknowledgedAt",
                "mitigatedAt",
                "resolvedAt",
                "retracted",
                "duplicateOf",
                "backfilled",
                "reports"));
        cells.addAll(DIMENSIONS);
        cells.addAll(List.of("otherTags", "measures", "links"));
        return Csv.line(cells);
    }

    static String line(IncidentView incident) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(incident.incidentId());
        cells.add(incident.source());
        cells.add(incident.externalId());
        cells.add(incident.kind().wireName());
        cells.add(incident.severity().wireName());
        cells.add(incident.title());
        cells.add(incident.summary());
        cells.add(incident.status());
        cells.add(incident.time());
        cells.add(incident.occurredAt());
        cells.add(incident.detectedAt());
        cells.add(incident.acknowledgedAt());
        cells.add(incident.mitigatedAt());
        cells.add(incident.resolvedAt());
        cells.add(incident.retracted());
        cells.add(incident.duplicateOf());
        cells.add(incident.backfilled());
        cells.add(incident.reports());
        var values = new TreeMap<>(incident.tags());
        values.putAll(incident.computed());
        DIMENSIONS.forEach(dimension -> cells.add(joined(values.remove(dimension))));
        cells.add(values.entrySet().stream()
                .flatMap(tag -> tag.getValue().stream().map(value -> tag.getKey() + ":" + value))
                .collect(Collectors.joining("; ")));
        cells.add(incident.measures().entrySet().stream()
                .map(measure -> measure.getKey() + "=" + measure.getValue().toPlainString())
                .collect(Collectors.joining("; ")));
        cells.add(incident.links().stream()
                .map(link -> link.rel() + " " + link.href())
                .collect(Collectors.joining("; ")));
        return Csv.line(cells);
    }

    private static String joined(@Nullable List<String> values) {
        return values == null ? "" : String.join("; ", values);
    }

    private static List<String> dimensions() {
        var dimensions = new ArrayList<>(new TreeSet<>(Dimension.BUILT_IN));
        dimensions.addAll(new TreeSet<>(Dimension.COMPUTED));
        return List.copyOf(dimensions);
    }
}
