package dev.recur.analysis.rule.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleReader;
import dev.recur.analysis.rule.RuleWriter;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.report.Identity;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rules as people edit them. Every change waits for the batches in flight and lets none begin until it is committed, and
 * marks the rule to be judged anew.
 */
@ApplicationScoped
public class EditedRules {

    private final Clock clock;

    EditedRules(Clock clock) {
        this.clock = clock;
    }

    /** All rules, by name. */
    @WithSession
    public Uni<List<Rule>> all() {
        return RuleRow.<RuleRow>list("deleted = false order by name, id")
                .map(rows -> rows.stream().map(RuleRow::toDomain).toList());
    }

    /**
     * One rule.
     *
     * @throws ProblemException 404 when there is none
     */
    @WithSession
    public Uni<Rule> get(UUID id) {
        return row(id).map(RuleRow::toDomain);
    }

    @WithTransaction
    public Uni<Rule> create(RuleReader.Draft draft, String by) {
        return lock().chain(() -> store(RuleRow.create(Identity.random()), draft))
                .call(rule -> record(Action.RULE_CREATED, by, rule.id(), null, RuleWriter.view(rule)));
    }

    /**
     * Makes a new version.
     *
     * @param check throws unless the version is the one that the caller edited
     */
    @WithTransaction
    public Uni<Rule> change(UUID id, LongConsumer check, RuleReader.Draft draft, String by) {
        return lock().chain(() -> row(id)).chain(row -> {
            check.accept(row.version);
            var before = RuleWriter.view(row.toDomain());
            return store(row, draft).call(rule -> record(Action.RULE_CHANGED, by, id, before, RuleWriter.view(rule)));
        });
    }

    /** Deletes a rule; what it opened stays as it is. */
    @WithTransaction
    public Uni<Void> delete(UUID id, LongConsumer check, String by) {
        return lock().chain(() -> row(id))
                .invoke(row -> {
                    check.accept(row.version);
                    row.deleted = true;
                })
                .call(row -> record(Action.RULE_DELETED, by, id, RuleWriter.view(row.toDomain()), null))
                .replaceWithVoid();
    }

    private Uni<Integer> record(
            Action action, String by, UUID id, @Nullable JsonNode before, @Nullable JsonNode after) {
        var entry = AuditRows.entry(clock.instant(), by, action, "rule/" + id, before, after);
        return Panache.getSession().chain(session -> AuditRows.add(session, entry));
    }

    private static Uni<RuleRow> row(UUID id) {
        return RuleRow.<RuleRow>find("id = ?1 and deleted = false", id)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("There is no rule " + id + "."));
    }

    private Uni<Rule> store(RuleRow row, RuleReader.Draft draft) {
        return RuleRow.count(
                        "name = ?1 and deleted = false and id <> ?2",
                        draft.definition().name(),
                        row.id)
                .chain(same -> {
                    if (same > 0) {
                        return Uni.createFrom()
                                .failure(ProblemException.conflict("Another rule is called "
                                        + draft.definition().name() + "."));
                    }
                    row.change(
                            draft.definition(), draft.enabled(), clock.instant().truncatedTo(ChronoUnit.MICROS));
                    return row.<RuleRow>persistAndFlush();
                })
                .call(EditedRules::keepVersion)
                .call(EditedRules::mark)
                .map(RuleRow::toDomain);
    }

    private static Uni<Integer> keepVersion(RuleRow row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into rule_version (rule_id, version, definition, active_from)"
                                        + " select id, version, definition, active_from from rule where id = ?1")
                        .setParameter(1, row.id)
                        .executeUpdate());
    }

    private static Uni<Integer> mark(RuleRow row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "insert into judgement_mark (rule_id) select id from rule where id = ?1 and enabled")
                        .setParameter(1, row.id)
                        .executeUpdate());
    }

    private static Uni<String> lock() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(Locks.RULES_EXCLUSIVELY, String.class)
                        .getSingleResult());
    }
}
