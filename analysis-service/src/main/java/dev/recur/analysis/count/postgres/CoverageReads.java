package dev.recur.analysis.count.postgres;

import dev.recur.analysis.count.Contribution;
import dev.recur.analysis.count.Coverage;
import dev.recur.analysis.count.Grain;
import dev.recur.analysis.count.Segments;
import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.taxonomy.Taxonomy;
import dev.recur.analysis.taxonomy.postgres.TaxonomyRows;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How well incidents are tagged: from the stored counts where they can say, else from the incidents themselves. */
public final class CoverageReads {

    private CoverageReads() {}

    /** Answers; the transaction must see one snapshot. */
    public static Coverage answer(
            Statements statements, TimeSpan between, Matchers where, Set<Kind> kinds, OrganisationCalendar calendar) {
        var tagged = new TreeMap<String, Long>();
        var isWhole = Contribution.quarterHour(between.from()).equals(between.from())
                && Contribution.quarterHour(between.to()).equals(between.to());
        var all = where.all().isEmpty() && isWhole
                ? stored(statements, between, kinds, calendar, tagged)
                : counted(statements, between, where, kinds, tagged);
        tagged.keySet().removeAll(Dimension.COMPUTED);
        var dimensions = new TreeSet<>(Dimension.BUILT_IN);
        TaxonomyRows.current(statements).dimensions().stream()
                .map(Taxonomy.Axis::name)
                .forEach(dimensions::add);
        dimensions.addAll(tagged.keySet());
        return Coverage.of(all, dimensions, tagged);
    }

    private static long counted(
            Statements statements, TimeSpan between, Matchers where, Set<Kind> kinds, Map<String, Long> tagged) {
        var all = new long[1];
        var aliases = DerivationRows.current(statements).aliases();
        IncidentQuery.counted(aliases.resolve(where), kinds, between).forEach(statements, incident -> {
            all[0]++;
            incident.tags().keySet().forEach(dimension -> tagged.merge(dimension, 1L, Long::sum));
        });
        return all[0];
    }

    /** The empty value of a dimension is how many values too many the others count. */
    private static long stored(
            Statements statements,
            TimeSpan between,
            Set<Kind> kinds,
            OrganisationCalendar calendar,
            Map<String, Long> tagged) {
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(kinds.stream().map(Kind::wireName).toArray(String[]::new));
        parameters.add(Times.toSql(between.from()));
        parameters.add(Times.toSql(between.to()));
        var sql = new StringBuilder("select dimension, sum(case when value = '' and dimension <> '' then -incidents"
                + " else incidents end)::bigint as number from (select c.dimension, u.value, u.change as incidents"
                + DetailRows.entries("count_change", false)
                + " and u.kind = any($1) and u.start >= $2 and u.start < $3");
        for (var segment : Segments.of(between, Grain.MONTH, calendar)) {
            parameters.add(Times.toSql(segment.span().from()));
            parameters.add(Times.toSql(segment.span().to()));
            if (segment.grain() == Grain.QUARTER_HOUR) {
                sql.append(" union all select c.dimension, u.value, u.change")
                        .append(DetailRows.entries("count_detail", false))
                        .append(DetailRows.weeks(segment.span()))
                        .append(" and u.kind = any($1) and u.start >= $%d and u.start < $%d"
                                .formatted(parameters.size() - 1, parameters.size()));
                continue;
            }
            sql.append(" union all select dimension, value, incidents from tag_count where grain = '")
                    .append(segment.grain().code())
                    .append("' and kind = any($1) and start >= $")
                    .append(parameters.size() - 1)
                    .append(" and start < $")
                    .append(parameters.size());
        }
        sql.append(") as c group by dimension having sum(incidents) <> 0");
        for (var row : statements.run(sql.toString(), parameters.toArray())) {
            tagged.put(row.getString("dimension"), row.getLong("number"));
        }
        var all = tagged.remove("");
        return all == null ? 0 : all;
    }
}
