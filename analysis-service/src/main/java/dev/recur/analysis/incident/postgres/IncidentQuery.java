package dev.recur.analysis.incident.postgres;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A search for incidents. What PostgreSQL can decide it decides; the other matchers are decided here, by the code that
 * rules use.
 *
 * @param text full text: all of these words, {@code "a phrase"}, {@code or}, {@code -not}
 * @param kinds none for all
 * @param resolved {@code null} for both
 * @param countedOnly leaves out retracted ones and duplicates
 */
public record IncidentQuery(
        @Nullable String text,
        Matchers where,
        Set<Kind> kinds,
        TimeSpan between,
        @Nullable Boolean resolved,
        @Nullable Instant changedSince,
        boolean countedOnly,
        Order order) {

    private static final int PORTION = 1000;

    /** Counted as far as it matters: along one of so many as are counted it is soon known which of them match. */
    private static final String RAREST_FIRST = """
            select place from unnest($1::bigint[]) with ordinality as k (tag, place)
            order by (select count(*) from (
                select from incident_tag where tag = k.tag and time >= $2 and time < $3 limit 10000) as few), place""";

    /** By what, and in which direction; incidents at the same moment by their ids. */
    public enum Order {
        LATEST_FIRST("-occurredAt", "time", true),
        EARLIEST_FIRST("occurredAt", "time", false),
        LAST_CHANGED_FIRST("-changedAt", "changed_at", true),
        FIRST_CHANGED_FIRST("changedAt", "changed_at", false);

        private final String sort;
        private final String column;
        private final boolean descending;

        Order(String sort, String column, boolean descending) {
            this.sort = sort;
            this.column = column;
            this.descending = descending;
        }

        /** What callers write. */
        public String sort() {
            return sort;
        }

        String column() {
            return column;
        }

        boolean isDescending() {
            return descending;
        }
    }

    /** A position in the list: after an incident, by what it is ordered by. */
    public record After(Instant at, UUID incidentId) {}

    /** An incident, and its position. */
    public record Found(Incident incident, Instant at) {

        public After position() {
            return new After(at, incident.incidentId());
        }
    }

    /** All incidents with times in a span, the latest first. */
    public static IncidentQuery all(TimeSpan between) {
        return new IncidentQuery(null, Matchers.NONE, Set.of(), between, null, null, false, Order.LATEST_FIRST);
    }

    /** All counted incidents with times in a span that match, the latest first. */
    public static IncidentQuery counted(Matchers where, Set<Kind> kinds, TimeSpan between) {
        return new IncidentQuery(null, where, kinds, between, null, null, true, Order.LATEST_FIRST);
    }

    /** The same with its literals as the taxonomy resolves them. */
    public IncidentQuery resolved(Statements statements) {
        var aliases = DerivationRows.current(statements).aliases();
        return new IncidentQuery(
                text, aliases.resolve(where), kinds, between, resolved, changedSince, countedOnly, order);
    }

    /** At most so many, after a position. */
    public List<Found> page(Statements statements, @Nullable After after, int most) {
        var found = new ArrayList<Found>();
        scan(statements, after, most, found::add);
        return found;
    }

    /** All of them. */
    public void forEach(Statements statements, Consumer<Incident> each) {
        scan(statements, null, Integer.MAX_VALUE, found -> each.accept(found.incident()));
    }

    private void scan(Statements statements, @Nullable After start, int most, Consumer<Found> each) {
        if (text != null) {
            // Words of every incident are soonest found along the order, rare ones by their index.
            statements.planEachTime();
        }
        var tags = rarestFirst(statements);
        var after = start;
        var left = most;
        // Where nothing is left to decide here, no more is read than asked for.
        var portion = where.all().stream().allMatch(IncidentSql::decides) ? Math.min(most, PORTION) : PORTION;
        while (true) {
            var read = 0;
            for (var found : portion(statements, tags, after, portion)) {
                read++;
                after = found.position();
                if (where.matches(found.incident()::valuesOf)) {
                    each.accept(found);
                    if (--left == 0) {
                        return;
                    }
                }
            }
            if (read < portion) {
                return;
            }
        }
    }

    /** Along a rare tag few incidents are looked at; how frequent others are need not be known. */
    private List<Matcher> rarestFirst(Statements statements) {
        var tags = IncidentSql.tags(where);
        if (tags.size() < 2 || !IncidentSql.isAlongTag(this, tags)) {
            return tags;
        }
        var keys = tags.stream().map(tag -> TagKey.of(tag.name(), tag.value())).toArray(Long[]::new);
        var ordered = new ArrayList<Matcher>();
        for (var row : statements.run(RAREST_FIRST, keys, Times.toSql(between.from()), Times.toSql(between.to()))) {
            ordered.add(tags.get(Math.toIntExact(row.getLong("place")) - 1));
        }
        return ordered;
    }

    private List<Found> portion(Statements statements, List<Matcher> tags, @Nullable After after, int most) {
        var sql = new IncidentSql(this, tags, after, most);
        var incidents = new ArrayList<Found>();
        for (var row : statements.run(sql.text(), sql.parameters())) {
            incidents.add(new Found(IncidentJson.read(row.getString("document")), Times.get(row, "at")));
        }
        return incidents;
    }
}
