package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.incident.postgres.DerivationRows;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.taxonomy.Aliases;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rules as batches and judgements read them, inside their transactions. */
public final class RuleRows {

    private RuleRows() {}

    /** All rules that are enabled. */
    public static List<Rule> enabled(Statements statements) {
        var aliases = aliases(statements);
        var rules = new ArrayList<Rule>();
        for (var row : statements.run("select id, version, enabled, active_from, definition from rule"
                + " where enabled and not deleted order by id")) {
            rules.add(ResolvedRule.of(rule(row), aliases));
        }
        return rules;
    }

    /** Earlier versions of enabled rules that investigations keep: their evidence may still change. */
    public static List<Rule> kept(Statements statements) {
        var aliases = aliases(statements);
        var rules = new ArrayList<Rule>();
        for (var row : statements.run("select v.rule_id, v.version, v.definition, v.active_from"
                + " from rule r join rule_version v on v.rule_id = r.id and v.version < r.version"
                + " where r.enabled and not r.deleted and exists (select from investigation i"
                + " where i.rule_id = v.rule_id and i.rule_version = v.version) order by v.rule_id, v.version")) {
            rules.add(ResolvedRule.of(atVersion(row), aliases));
        }
        return rules;
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
        var aliases = aliases(statements);
        var rules = new HashMap<UUID, Rule>();
        for (var row : statements.run(
                "select id, version, enabled, active_from, definition from rule"
                        + " where id = any($1) and enabled and not deleted",
                (Object) ids.toArray(UUID[]::new))) {
            var rule = ResolvedRule.of(rule(row), aliases);
            rules.put(rule.id(), rule);
        }
        return rules;
    }

    /** Rules as they were at versions. */
    public static List<Rule> atVersions(Statements statements, Iterable<Row> rows) {
        var aliases = aliases(statements);
        var rules = new ArrayList<Rule>();
        rows.forEach(row -> rules.add(ResolvedRule.of(atVersion(row), aliases)));
        return rules;
    }

    private static Rule atVersion(Row row) {
        return RuleRow.rule(
                row.getUUID("rule_id"),
                row.getInteger("version"),
                true,
                Times.get(row, "active_from"),
                row.getString("definition"));
    }

    private static Aliases aliases(Statements statements) {
        return DerivationRows.current(statements).aliases();
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
