package dev.recur.analysis.count;

import dev.recur.wire.report.Kind;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Collects counts of whatever grain into the buckets and groups of an answer. */
public final class CountTable {

    private final CountQuery query;
    private final OrganisationCalendar calendar;
    private final Map<Cell, Counted> cells = new HashMap<>();

    public CountTable(CountQuery query, OrganisationCalendar calendar) {
        this.query = query;
        this.calendar = calendar;
    }

    /**
     * One line of an answer.
     *
     * @param sums of the measures of what {@code incidents} counts
     */
    public record Line(
            SequencedMap<String, String> group,
            String bucket,
            Instant from,
            Instant to,
            long incidents,
            long nearMisses,
            Map<String, BigDecimal> sums) {}

    private record Cell(List<String> group, TimeSpan bucket) {}

    private static final class Counted {
        private long incidents;
        private long nearMisses;
        private final TreeMap<String, BigDecimal> sums = new TreeMap<>();

        boolean isNothing() {
            return incidents == 0 && nearMisses == 0;
        }
    }

    /** Adds so many incidents of a kind. */
    public void addIncidents(List<String> group, Kind kind, Instant time, long number) {
        var counted = cell(group, time);
        if (query.kinds().contains(kind)) {
            counted.incidents += number;
        }
        if (kind == Kind.NEAR_MISS) {
            counted.nearMisses += number;
        }
    }

    /** Adds to the sum of a measure, if that kind is counted. */
    public void addMeasure(List<String> group, Kind kind, Instant time, String measure, BigDecimal total) {
        if (query.kinds().contains(kind)) {
            cell(group, time).sums.merge(measure, total, BigDecimal::add);
        }
    }

    /** The answer, by bucket and group; lines with nothing are left out. */
    public List<Line> lines() {
        var lines = new ArrayList<Line>();
        cells.forEach((cell, counted) -> {
            if (!counted.isNothing()) {
                lines.add(line(cell, counted));
            }
        });
        lines.sort(Comparator.comparing(Line::from)
                .thenComparing(line -> String.join("\u0000", line.group().values())));
        return lines;
    }

    private Counted cell(List<String> group, Instant time) {
        return cells.computeIfAbsent(new Cell(group, calendar.spanAt(query.bucket(), time)), cell -> new Counted());
    }

    private Line line(Cell cell, Counted counted) {
        var group = new LinkedHashMap<String, String>();
        for (int i = 0; i < query.groupBy().size(); i++) {
            group.put(query.groupBy().get(i), cell.group().get(i));
        }
        counted.sums.values().removeIf(sum -> sum.signum() == 0);
        return new Line(
                group,
                calendar.label(query.bucket(), cell.bucket()),
                cell.bucket().from(),
                cell.bucket().to(),
                counted.incidents,
                counted.nearMisses,
                counted.sums);
    }
}
