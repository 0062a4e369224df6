package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Incidents and their tags, written by the batch that folded them. */
public final class IncidentRows {

    private static final String INSERT = """
            insert into incident (incident_id, time, kind, severity, source, counted, resolved, changed_at, document, words)
            select id, time, kind, severity, source, counted, resolved, $8, document::jsonb, to_tsvector('simple', words)
            from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::bool[],
                        $9::text[], $10::text[]) as n (id, time, kind, severity, source, counted, resolved, document, words)
            on conflict (incident_id) do nothing
            """;

    private static final String UPDATE = """
            update incident i
            set time = n.time, kind = n.kind, severity = n.severity, source = n.source, counted = n.counted,
                resolved = n.resolved, changed_at = $8, document = n.document::jsonb,
                words = to_tsvector('simple', n.words)
            from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::bool[], $7::bool[],
                        $9::text[], $10::text[]) as n (id, time, kind, severity, source, counted, resolved, document, words)
            where i.incident_id = n.id
            """;

    private static final String ADD_TAGS = "insert into incident_tag (tag, time, incident_id)"
            + " select * from unnest($1::bigint[], $2::timestamptz[], $3::uuid[])";

    private static final String REMOVE_TAG =
            "delete from incident_tag where tag = $1 and time = $2 and incident_id = $3";

    /** One by one: of a list each partition would look for every incident, not only for those that it has. */
    private static final String LOCK = """
            select i.document from unnest($1::uuid[]) as n (id)
            cross join lateral (
                select document::text from incident where incident_id = n.id offset 0 for update) as i
            """;

    private IncidentRows() {}

    /** Another batch wrote one of these incidents at the same time: take everything from the start. */
    public static final class WrittenMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrittenMeanwhile() {
            super("another batch wrote one of the incidents first", null, false, false);
        }
    }

    /** The incidents that are stored already, locked until the transaction ends. */
    public static Map<UUID, Incident> lock(Statements statements, Collection<UUID> incidentIds) {
        var incidents = new HashMap<UUID, Incident>();
        // One order for all transactions, so that none waits for another that waits for it.
        var ordered = incidentIds.stream().sorted().toArray(UUID[]::new);
        for (var row : statements.run(LOCK, (Object) ordered)) {
            var incident = IncidentJson.read(row.getString(0));
            incidents.put(incident.incidentId(), incident);
        }
        return incidents;
    }

    /**
     * Writes what the incidents are now.
     *
     * @param before what is stored, as {@link #lock} returned it
     * @throws WrittenMeanwhile when an incident that was not stored is by now
     */
    public static void write(
            Statements statements, Map<UUID, Incident> before, Collection<Incident> now, Instant changedAt) {
        // One order for all transactions, so that none waits for another that waits for it.
        var added = now.stream()
                .filter(incident -> !before.containsKey(incident.incidentId()))
                .sorted(Comparator.comparing(Incident::incidentId))
                .toList();
        var changed = now.stream()
                .filter(incident -> before.containsKey(incident.incidentId()))
                .toList();
        if (!added.isEmpty() && execute(statements, INSERT, added, changedAt) != added.size()) {
            throw new WrittenMeanwhile();
        }
        if (!changed.isEmpty()) {
            execute(statements, UPDATE, changed, changedAt);
        }
        writeTags(statements, before, now);
    }

    private static int execute(Statements statements, String sql, List<Incident> incidents, Instant changedAt) {
        return statements
                .run(
                        sql,
                        incidents.stream().map(Incident::incidentId).toArray(UUID[]::new),
                        incidents.stream()
                                .map(incident -> Times.toSql(incident.time()))
                                .toArray(OffsetDateTime[]::new),
                        incidents.stream()
                                .map(incident -> incident.kind().wireName())
                                .toArray(String[]::new),
                        incidents.stream()
                                .map(incident -> incident.severity().wireName())
                                .toArray(String[]::new),
                        incidents.stream().map(Incident::source).toArray(String[]::new),
                        incidents.stream().map(Incident::counted).toArray(Boolean[]::new),
                        incidents.stream()
                                .map(incident -> incident.resolvedAt() != null)
                                .toArray(Boolean[]::new),
                        Times.toSql(changedAt),
                        incidents.stream().map(IncidentJson::write).toArray(String[]::new),
                        incidents.stream().map(IncidentRows::words).toArray(String[]::new))
                .rowCount();
    }

    /** What full-text search finds it by. */
    private static String words(Incident incident) {
        return String.join(
                " ",
                incident.title(),
                Objects.requireNonNullElse(incident.summary(), ""),
                Objects.requireNonNullElse(incident.externalId(), ""));
    }

    /** A row of a tag. */
    private record TagRow(long tag, Instant time, UUID incidentId) implements Comparable<TagRow> {

        /** In the order of the index, near enough. */
        @Override
        public int compareTo(TagRow other) {
            var byTag = Long.compare(tag, other.tag);
            if (byTag != 0) {
                return byTag;
            }
            var byTime = time.compareTo(other.time);
            return byTime != 0 ? byTime : incidentId.compareTo(other.incidentId);
        }
    }

    private static void writeTags(Statements statements, Map<UUID, Incident> before, Collection<Incident> now) {
        var added = new ArrayList<TagRow>();
        var removed = new ArrayList<TagRow>();
        for (var incident : now) {
            var old = before.get(incident.incidentId());
            if (old == null) {
                added.addAll(tags(incident));
            } else {
                var rows = new HashSet<>(tags(incident));
                for (var row : new HashSet<>(tags(old))) {
                    if (!rows.remove(row)) {
                        removed.add(row);
                    }
                }
                added.addAll(rows);
            }
        }
        statements.runAll(
                REMOVE_TAG,
                sorted(removed)
                        .map(row -> new Object[] {row.tag(), Times.toSql(row.time()), row.incidentId()})
                        .toList());
        if (!added.isEmpty()) {
            var rows = sorted(added).toList();
            statements.run(
                    ADD_TAGS,
                    rows.stream().map(TagRow::tag).toArray(Long[]::new),
                    rows.stream().map(row -> Times.toSql(row.time())).toArray(OffsetDateTime[]::new),
                    rows.stream().map(TagRow::incidentId).toArray(UUID[]::new));
        }
    }

    /** Each once: two tags of an incident may have the same key. */
    private static Stream<TagRow> sorted(List<TagRow> rows) {
        Collections.sort(rows);
        return IntStream.range(0, rows.size())
                .filter(i -> i == 0 || !rows.get(i).equals(rows.get(i - 1)))
                .mapToObj(rows::get);
    }

    private static List<TagRow> tags(Incident incident) {
        var rows = new ArrayList<TagRow>();
        incident.forEachStoredDimension((dimension, values) -> values.forEach(
                value -> rows.add(new TagRow(TagKey.of(dimension, value), incident.time(), incident.incidentId()))));
        return rows;
    }
}
