package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.EvidenceDigest;
import dev.recur.analysis.investigation.Region;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.Stretch;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.WireName;
import dev.recur.wire.window.TimeSpan;
import dev.recur.wire.window.Window;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Investigations and their transitions as rows. */
public final class InvestigationRows {

    private static final String SAVE = """
            insert into investigation (investigation_id, rule_id, rule_name, rule_version, group_key, window_type,
                window_from, window_to, status, headline, priority, threshold, observed, crossed_at, opened_at,
                updated_at, below_threshold, evidence_count, evidence_digest, escalated_to, told_at, update_due_at,
                sequence, worked_on, risk_until, merged_into)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                $23, $24, $25, $26)
            on conflict (investigation_id) do update
            set rule_name = excluded.rule_name, rule_version = excluded.rule_version,
                window_from = excluded.window_from, window_to = excluded.window_to, status = excluded.status,
                headline = excluded.headline, priority = excluded.priority, threshold = excluded.threshold,
                observed = excluded.observed, crossed_at = excluded.crossed_at, updated_at = excluded.updated_at,
                below_threshold = excluded.below_threshold, evidence_count = excluded.evidence_count,
                evidence_digest = excluded.evidence_digest, escalated_to = excluded.escalated_to,
                told_at = excluded.told_at, update_due_at = excluded.update_due_at, sequence = excluded.sequence,
                worked_on = excluded.worked_on, risk_until = excluded.risk_until,
                merged_into = excluded.merged_into
            """;

    private static final String MARK = "insert into judgement_mark (rule_id, group_key, time)"
            + " select rule_id, group_key, window_from from investigation";

    private static final String OF_GROUPS = """
            select i.* from unnest($1::uuid[], $2::text[]) as g (rule_id, group_key) cross join lateral (
                select * from investigation where rule_id = g.rule_id and group_key = g.group_key offset 0) as i
            order by i.window_from""";

    private InvestigationRows() {}

    /** Everything that rules have opened for groups, also with another window than they have now. */
    static Supplier<Map<Marked, List<Standing>>> askOfGroups(Statements statements, List<Marked> groups) {
        var rows = statements.ask(
                OF_GROUPS,
                groups.stream().map(Marked::ruleId).toArray(UUID[]::new),
                groups.stream().map(Marked::groupKey).toArray(String[]::new));
        return () -> byGroup(rows.get());
    }

    private static Map<Marked, List<Standing>> byGroup(Iterable<Row> rows) {
        var standing = new HashMap<Marked, List<Standing>>();
        for (Row row : rows) {
            standing.computeIfAbsent(
                            new Marked(row.getUUID("rule_id"), row.getString("group_key")), group -> new ArrayList<>())
                    .add(standing(row));
        }
        return standing;
    }

    /** What a rule has opened for a group, but for what it had opened when it had another window. */
    static List<Standing> ofGroup(Statements statements, Rule rule, Group group) {
        var standing = new ArrayList<Standing>();
        for (Row row : statements.run(
                "select * from investigation where rule_id = $1 and group_key = $2 and window_type = $3"
                        + " order by window_from",
                rule.id(),
                group.key(),
                rule.definition().window().text())) {
            standing.add(standing(row));
        }
        return standing;
    }

    public static Optional<Standing> find(Statements statements, UUID id) {
        return first(statements.run("select * from investigation where investigation_id = $1", id));
    }

    public static void save(Statements statements, Standing standing) {
        askToSave(statements, List.of(standing)).run();
    }

    static Runnable askToSave(Statements statements, List<Standing> all) {
        return statements.askAll(
                SAVE, all.stream().map(InvestigationRows::columns).toList());
    }

    private static @Nullable Object[] columns(Standing standing) {
        return new @Nullable Object[] {
            standing.id(),
            standing.ruleId(),
            standing.ruleName(),
            standing.ruleVersion(),
            standing.group().key(),
            standing.stretch().window().text(),
            Times.toSql(standing.stretch().from()),
            Times.toSqlOrNull(standing.stretch().to()),
            standing.status().wireName(),
            standing.headline(),
            standing.priority().wireName(),
            standing.threshold(),
            standing.observed(),
            Times.toSql(standing.crossedAt()),
            Times.toSql(standing.openedAt()),
            Times.toSql(standing.updatedAt()),
            standing.belowThreshold(),
            standing.evidenceCount(),
            Buffer.buffer(HexFormat.of().parseHex(standing.evidenceDigest().hexadecimal())),
            standing.escalatedTo(),
            Times.toSql(standing.toldAt()),
            Times.toSqlOrNull(standing.updateDueAt()),
            standing.sequence(),
            standing.work().begun(),
            Times.toSqlOrNull(standing.work().riskUntil()),
            standing.mergedInto()
        };
    }

    /** Investigations whose accepted risk is over. */
    static List<UUID> endedRisks(Statements statements, Instant now, int most) {
        var ended = new ArrayList<UUID>();
        for (Row row : statements.run(
                "select investigation_id from investigation where risk_until <= $1 order by risk_until limit $2",
                Times.toSql(now),
                most)) {
            ended.add(row.getUUID(0));
        }
        return ended;
    }

    /** The rule as it was at the version that an investigation keeps. */
    public static Rule ruleOf(Statements statements, Standing standing) {
        return askRules(statements, List.of(standing)).get().getFirst();
    }

    /** The rules of several investigations, in their order. */
    static Supplier<List<Rule>> askRules(Statements statements, List<Standing> standing) {
        var ids = standing.stream().map(Standing::ruleId).toArray(UUID[]::new);
        var versions = standing.stream().map(Standing::ruleVersion).toArray(Integer[]::new);
        return RuleRows.askVersions(statements, ids, versions);
    }

    /** Marks the groups whose change of evidence may be told by now; while a rule is disabled nothing of it is told. */
    public static void markDueUpdates(Statements statements, Instant now) {
        statements.run(
                "insert into judgement_mark (rule_id, group_key, time)"
                        + " select i.rule_id, i.group_key, i.window_from from investigation i"
                        + " join rule r on r.id = i.rule_id and r.enabled and not r.deleted"
                        + " where i.update_due_at <= $1",
                Times.toSql(now));
    }

    /**
     * An update that was due in a window that is none of the calendar any more, since the organisation's zone or year
     * changed, is never told: its investigation stays as it is.
     */
    static void silence(
            Statements statements,
            UUID ruleId,
            String groupKey,
            Collection<Instant> marked,
            Collection<TimeSpan> judged) {
        statements.run(
                "update investigation set update_due_at = null where rule_id = $1 and group_key = $2"
                        + " and update_due_at is not null and window_from = any($3) and window_from <> all($4)",
                ruleId,
                groupKey,
                marked.stream().map(Times::toSql).toArray(OffsetDateTime[]::new),
                judged.stream().map(window -> Times.toSql(window.from())).toArray(OffsetDateTime[]::new));
    }

    /** What a rule opened when it had another window or grouped by something else stays as it is, and is silent. */
    public static void freeze(Statements statements, UUID ruleId, String groupKey, @Nullable Window except) {
        statements.run(
                "update investigation set update_due_at = null where rule_id = $1 and group_key = $2"
                        + " and update_due_at is not null and window_type is distinct from $3",
                ruleId,
                groupKey,
                except == null ? null : except.text());
    }

    /** Marks the groups of a rule whose window or episode had not ended by then: the rule changed. */
    static void markRunning(Statements statements, UUID ruleId, Instant then) {
        statements.run(
                MARK + " where rule_id = $1 and (window_to > $2 or window_to is null)", ruleId, Times.toSql(then));
    }

    /** Marks the groups of a rule that have opened something in the calendar window that begins then. */
    static void markAt(Statements statements, UUID ruleId, Instant windowFrom) {
        statements.run(MARK + " where rule_id = $1 and window_from = $2", ruleId, Times.toSql(windowFrom));
    }

    /** Marks the groups of a rule that have opened something that meets the region. */
    static void markMeeting(Statements statements, UUID ruleId, Region region) {
        statements.run(
                MARK + " where rule_id = $1 and (window_to >= $2 or window_to is null)"
                        + " and ($3::timestamptz is null or crossed_at <= $3)",
                ruleId,
                Times.toSql(region.from()),
                Times.toSqlOrNull(region.to()));
    }

    /**
     * Marks at a time the groups of a rule that have opened something since, up to a window that begins then: it may be shown
     * with what happened before it.
     */
    static void markSince(Statements statements, UUID ruleId, Instant time, Instant lastFrom) {
        statements.run(
                "insert into judgement_mark (rule_id, group_key, time) select distinct rule_id, group_key, $2::timestamptz"
                        + " from investigation where rule_id = $1 and window_from >= $2 and window_from <= $3",
                ruleId,
                Times.toSql(time),
                Times.toSql(lastFrom));
    }

    static Standing standing(Row row) {
        return new Standing(
                row.getUUID("investigation_id"),
                row.getUUID("rule_id"),
                row.getString("rule_name"),
                row.getInteger("rule_version"),
                Group.ofKey(row.getString("group_key")),
                new Stretch(
                        Window.parse(row.getString("window_type")),
                        Times.get(row, "window_from"),
                        Times.getOrNull(row, "window_to")),
                constant(Status.class, row.getString("status")),
                row.getString("headline"),
                constant(Priority.class, row.getString("priority")),
                row.getBigDecimal("threshold"),
                row.getBigDecimal("observed"),
                Times.get(row, "crossed_at"),
                Times.get(row, "opened_at"),
                Times.get(row, "updated_at"),
                row.getBoolean("below_threshold"),
                row.getInteger("evidence_count"),
                new EvidenceDigest(HexFormat.of()
                        .formatHex(row.getBuffer("evidence_digest").getBytes())),
                row.getBigDecimal("escalated_to"),
                Times.get(row, "told_at"),
                Times.getOrNull(row, "update_due_at"),
                row.getLong("sequence"),
                new Standing.Work(row.getBoolean("worked_on"), Times.getOrNull(row, "risk_until")),
                row.getUUID("merged_into"));
    }

    private static Optional<Standing> first(Iterable<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(standing(iterator.next())) : Optional.empty();
    }

    private static <E extends Enum<E> & WireName> E constant(Class<E> type, String wireName) {
        return WireName.find(type, wireName).orElseThrow(() -> new IllegalStateException(wireName));
    }
}
