package dev.recur.analysis.postgres;

import dev.recur.analysis.postgres.Transactions.Statements;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Transaction-level advisory locks. Batches and judgements share the lock on rules, changes of rules take it alone, so that
 * a batch in flight and a new rule see each other.
 */
public final class Locks {

    /** Key of the lock on rules, as SQL that returns a column for clients that insist on one. */
    public static final String RULES_EXCLUSIVELY = "select pg_advisory_xact_lock(7275, 1)::text";

    private static final int GROUP_CLASS = 7276;
    private static final int RELAY_CLASS = 7277;
    private static final int OPENINGS_CLASS = 7278;
    private static final int COUNTS_CLASS = 7279;

    private Locks() {}

    /** Whatever is asked after this waits while a rule is being changed. */
    public static void rulesShared(Statements statements) {
        statements.ask("select pg_advisory_xact_lock_shared(7275, 1)");
    }

    /** Waits for the batches and judgements in flight and lets none begin: rules, markers or the taxonomy change. */
    public static void rulesExclusively(Statements statements) {
        statements.run(RULES_EXCLUSIVELY);
    }

    /** Waits for the lock on a group. */
    public static void group(Statements statements, UUID ruleId, String groupKey) {
        statements.run("select pg_advisory_xact_lock($1, $2)", GROUP_CLASS, groupLock(ruleId, groupKey));
    }

    /** Takes the locks on groups, unless another instance is judging one: whether each is ours, in their order. */
    public static Supplier<boolean[]> askGroups(Statements statements, List<UUID> ruleIds, List<String> groupKeys) {
        var keys = new Integer[ruleIds.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = groupLock(ruleIds.get(i), groupKeys.get(i));
        }
        var rows = statements.ask(
                "select place, pg_try_advisory_xact_lock($1, key) from unnest($2::int[]) with ordinality as k (key, place)",
                GROUP_CLASS,
                keys);
        return () -> {
            var isOurs = new boolean[keys.length];
            rows.get().forEach(row -> isOurs[Math.toIntExact(row.getLong(0)) - 1] = row.getBoolean(1));
            return isOurs;
        };
    }

    private static int groupLock(UUID ruleId, String groupKey) {
        return (ruleId + groupKey).hashCode();
    }

    /** Waits for the lock on the openings of a rule. */
    public static void openings(Statements statements, UUID ruleId) {
        statements.run("select pg_advisory_xact_lock($1, $2)", OPENINGS_CLASS, ruleId.hashCode());
    }

    /** Takes the lock on adding counts up, unless another instance does it. */
    public static boolean tryCounts(Statements statements) {
        return tryLock(statements, COUNTS_CLASS, 0);
    }

    /** Waits until nobody adds counts up, and lets nobody begin. */
    public static void counts(Statements statements) {
        statements.run("select pg_advisory_xact_lock($1, $2)", COUNTS_CLASS, 0);
    }

    /** Takes the lock on a slot of the outbox, unless another relay has it. */
    public static boolean tryRelay(Statements statements, int slot) {
        return tryLock(statements, RELAY_CLASS, slot);
    }

    private static boolean tryLock(Statements statements, int lockClass, int key) {
        return statements
                .run("select pg_try_advisory_xact_lock($1, $2)", lockClass, key)
                .iterator()
                .next()
                .getBoolean(0);
    }
}
