package dev.recur.analysis.marker.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.analysis.marker.MarkerTags;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.analysis.taxonomy.postgres.TaxonomyRows;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Markers: of several records of one, the one recorded last; of those recorded at the same time, the larger. */
public final class MarkerRows {

    private static final String STORE = """
            insert into marker as m (marker_id, type, starts_at, recorded_at, document)
            select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[])
            on conflict (marker_id) do update
            set type = excluded.type, starts_at = excluded.starts_at, recorded_at = excluded.recorded_at,
                document = excluded.document
            where (excluded.recorded_at, excluded.document) > (m.recorded_at, m.document)
            returning new.document as now, old.document as before
            """;

    private static final Comparator<Marker> RECORDED =
            Comparator.comparing(Marker::recordedAt).thenComparing(MarkerCodec::encode, Arrays::compareUnsigned);

    private MarkerRows() {}

    /** A marker that is new, or not what it was. */
    public record Change(@Nullable Marker before, Marker now) {}

    /** A position in the list of markers. */
    public record After(Instant startsAt, UUID markerId) {}

    /** Stores markers in any order, copies among them too, and returns what changed. */
    public static List<Change> store(Statements statements, Collection<Marker> markers) {
        var standing = new HashMap<UUID, Marker>();
        for (var marker : markers) {
            standing.merge(marker.markerId(), marker, (one, other) -> RECORDED.compare(one, other) >= 0 ? one : other);
        }
        // One order for all transactions, so that none waits for another that waits for it.
        var rows = standing.values().stream()
                .sorted(Comparator.comparing(Marker::markerId))
                .toList();
        var changes = new ArrayList<Change>();
        for (var row : statements.run(
                STORE,
                rows.stream().map(Marker::markerId).toArray(UUID[]::new),
                rows.stream().map(Marker::type).toArray(String[]::new),
                rows.stream().map(marker -> Times.toSql(marker.startsAt())).toArray(OffsetDateTime[]::new),
                rows.stream().map(marker -> Times.toSql(marker.recordedAt())).toArray(OffsetDateTime[]::new),
                rows.stream()
                        .map(marker -> new String(MarkerCodec.encode(marker), UTF_8))
                        .toArray(String[]::new))) {
            var before = row.getString("before");
            changes.add(new Change(before == null ? null : marker(before), marker(row.getString("now"))));
        }
        return changes;
    }

    /** The markers of a type that started in that time, in the order of their starts, tags normalised and resolved. */
    public static List<Marker> ofType(Statements statements, String type, TimeSpan startingIn) {
        var aliases = Aliases.of(TaxonomyRows.current(statements));
        var markers = new ArrayList<Marker>();
        for (var row : statements.run(
                "select document from marker where type = $1 and starts_at >= $2 and starts_at < $3"
                        + " order by starts_at, marker_id",
                type,
                Times.toSql(startingIn.from()),
                Times.toSql(startingIn.to()))) {
            markers.add(MarkerTags.resolve(marker(row.getString(0)), aliases));
        }
        return markers;
    }

    /** All markers as they were recorded, in the order of their starts. */
    public static List<Marker> all(Statements statements) {
        var markers = new ArrayList<Marker>();
        for (var row : statements.run("select document from marker order by starts_at, marker_id")) {
            markers.add(marker(row.getString(0)));
        }
        return markers;
    }

    /**
     * A page of markers as they were recorded, the latest start first.
     *
     * @param type {@code null} for every type
     */
    public static List<Marker> page(
            Statements statements, @Nullable String type, TimeSpan startingIn, @Nullable After after, int most) {
        var markers = new ArrayList<Marker>();
        for (var row : statements.run(
                "select document from marker where ($1::text is null or type = $1)"
                        + " and starts_at >= $2 and starts_at < $3 and ($4::uuid is null or (starts_at, marker_id) < ($5, $4))"
                        + " order by starts_at desc, marker_id desc limit $6",
                type,
                Times.toSql(startingIn.from()),
                Times.toSql(startingIn.to()),
                after == null ? null : after.markerId(),
                after == null ? null : Times.toSql(after.startsAt()),
                most)) {
            markers.add(marker(row.getString(0)));
        }
        return markers;
    }

    private static Marker marker(String document) {
        return MarkerCodec.decode(document.getBytes(UTF_8));
    }
}
