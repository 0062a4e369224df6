package dev.recur.analysis.rule.postgres;

import static java.util.stream.Collectors.toMap;

import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Rule;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules as batches and judgements read them, inside their transactions. */
public final class RuleRows {

    private RuleRows() {}

    /** All rules that are enabled. */
    public static List<Rule> enabled(Statements statements) {
        return askEnabled(statements).get();
    }

    public static Supplier<List<Rule>> askEnabled(Statements statements) {
        return ask(
                statements,
                RuleRows::rule,
                "select id, version, enabled, active_from, definition from rule"
                        + " where enabled and not deleted order by id");
    }

    /** Earlier versions of enabled rules that investigations keep: their evidence may still change. */
    public static List<Rule> kept(Statements statements) {
        return askKept(statements).get();
    }

    public static Supplier<List<Rule>> askKept(Statements statements) {
        return ask(
                statements,
                RuleRows::atVersion,
                "select v.rule_id, v.version, v.definition, v.active_from"
                        + " from rule r join rule_version v on v.rule_id = r.id and v.version < r.version"
                        + " where r.enabled and not r.deleted and exists (select from investigation i"
                        + " where i.rule_id = v.rule_id and i.rule_version = v.version) order by v.rule_id, v.version");
    }

    /** A rule, also a disabled one. */
    public static Optional<Rule> find(Statements statements, UUID id) {
        var rows = statements.run(
                "select id, version, enabled, active_from, definition from rule where id = $1 and not deleted", id);
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(rule(rows.iterator().next()));
    }

    /** Of these rules those that are enabled: what others opened stays as it is. */
    public static Map<UUID, Rule> enabled(Statements statements, Collection<UUID> ids) {
        return askEnabled(statements, ids).get();
    }

    public static Supplier<Map<UUID, Rule>> askEnabled(Statements statements, Collection<UUID> ids) {
        var rules = ask(
                statements,
                RuleRows::rule,
                "select id, version, enabled, active_from, definition from rule"
                        + " where id = any($1) and enabled and not deleted",
                (Object) ids.toArray(UUID[]::new));
        return () -> rules.get().stream().collect(toMap(Rule::id, Function.identity()));
    }

    /** Rules as they were at versions, in the order of what is asked. */
    public static Supplier<List<Rule>> askVersions(Statements statements, UUID[] ids, Integer[] versions) {
        return ask(
                statements,
                RuleRows::atVersion,
                "select v.rule_id, v.version, v.definition, v.active_from"
                        + " from unnest($1::uuid[], $2::integer[]) with ordinality as k (rule_id, version, place)"
                        + " join rule_version v using (rule_id, version) order by k.place",
                ids,
                versions);
    }

    private static Supplier<List<Rule>> ask(
            Statements statements, Function<Row, Rule> rule, String sql, @Nullable Object... parameters) {
        var derivation = DerivationRows.ask(statements);
        var rows = statements.ask(sql, parameters);
        return () -> {
            var aliases = derivation.get().aliases();
            var rules = new ArrayList<Rule>();
            rows.get().forEach(row -> rules.add(ResolvedRule.of(rule.apply(row), aliases)));
            return rules;
        };
    }

    private static Rule atVersion(Row row) {
        return RuleRow.rule(
                row.getUUID("rule_id"),
                row.getInteger("version"),
                true,
                Times.get(row, "active_from"),
                row.getString("definition"));
    }

    private static Rule rule(Row row) {
        return RuleRow.rule(
                row.getUUID("id"),
                row.getInteger("version"),
                row.getBoolean("enabled"),
                Times.get(row, "active_from"),
                row.getString("definition"));
    }
}
