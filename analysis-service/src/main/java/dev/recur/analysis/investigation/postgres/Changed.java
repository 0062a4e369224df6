package dev.recur.analysis.investigation.postgres;

import static java.util.stream.Collectors.toMap;

import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedChanges.Place;
import dev.recur.analysis.rule.TimeSpans;
import dev.recur.wire.window.TimeSpan;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the marks of a group say: when it changed, and where they know it, what became of which incident. */
record Changed(List<Mark> marks) {

    static final Changed NOTHING = new Changed(List.of());

    /** Of {@code judgement_mark}; derived by what holds now, or it says nothing of incidents. */
    static final String COLUMNS = "time, firsts, lasts, batches, incident_ids, states,"
            + " case when derivation = (select version from derivation) then version end as version";

    /** Where a group changed in more places it is read from the first to the last. */
    private static final int MOST_SPANS = 512;

    /**
     * One of the marks.
     *
     * @param spans in which everything lies that changed
     * @param version of the rule by which incidents are seen; {@code null} where none is told of
     */
    record Mark(List<TimeSpan> spans, @Nullable Integer version, List<Told> incidents) {}

    /**
     * What became of an incident.
     *
     * @param batch of two the later is right
     * @param now {@code null} where it is there no more
     */
    record Told(Place place, long batch, @Nullable Counted now) {
        static final BinaryOperator<Told> LATER = (one, other) -> one.batch() > other.batch() ? one : other;
    }

    static Mark mark(Row row) {
        var time = new OffsetDateTime[] {row.getOffsetDateTime("time")};
        var firsts = Objects.requireNonNullElse(row.getArrayOfOffsetDateTimes("firsts"), time);
        var lasts = Objects.requireNonNullElse(row.getArrayOfOffsetDateTimes("lasts"), time);
        var spans = IntStream.range(0, firsts.length)
                .mapToObj(i ->
                        new TimeSpan(firsts[i].toInstant(), lasts[i].toInstant().plusNanos(1000)))
                .toList();
        var version = row.getInteger("version");
        return new Mark(spans, version, version == null ? List.of() : told(row, spans));
    }

    private static List<Told> told(Row row, List<TimeSpan> spans) {
        var batches = row.getArrayOfLongs("batches");
        var ids = row.getArrayOfUUIDs("incident_ids");
        var states = row.getArrayOfShorts("states");
        return IntStream.range(0, ids.length)
                .mapToObj(i -> {
                    var time = spans.get(i).from();
                    var now = states[i] == null ? null : Counted.of(ids[i], time, states[i]);
                    return new Told(new Place(time, ids[i]), batches[i], now);
                })
                .toList();
    }

    /** As few as the windows and regions to judge are known by. */
    SortedSet<Instant> times() {
        var times = new TreeSet<Instant>();
        for (var mark : marks) {
            times.add(Collections.min(mark.spans(), Comparator.comparing(TimeSpan::from))
                    .from());
            times.add(Collections.max(mark.spans(), Comparator.comparing(TimeSpan::to))
                    .to()
                    .minusNanos(1000));
        }
        return times;
    }

    boolean isIn(TimeSpan between) {
        return marks.stream()
                .flatMap(mark -> mark.spans().stream())
                .anyMatch(span ->
                        span.from().isBefore(between.to()) && between.from().isBefore(span.to()));
    }

    /** All times of a span in which something changed of which no version of the rule tells. */
    TimeSpans untold(TimeSpan between) {
        var spans = marks.stream()
                .filter(mark -> mark.version() == null)
                .flatMap(mark -> mark.spans().stream())
                .toList();
        return TimeSpans.of(spans, MOST_SPANS).within(between);
    }

    /**
     * What became of incidents with times in a span, as a version of the rule sees them. Every batch tells of each version that
     * somebody judges by, so that what others tell is told of this one too.
     */
    Collection<Told> told(int version, TimeSpan between) {
        return marks.stream()
                .filter(mark -> mark.version() != null && mark.version() == version)
                .flatMap(mark -> mark.incidents().stream())
                .filter(incident -> between.contains(incident.place().time()))
                .collect(toMap(Told::place, Function.identity(), Told.LATER))
                .values();
    }
}
