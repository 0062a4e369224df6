package dev.recur.analysis.postgres;

import dev.recur.analysis.postgres.Transactions.Statements;
import java.util.UUID;

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

    /** Waits while a rule is being changed. */
    public static void rulesShared(Statements statements) {
        statements.run("select pg_advisory_xact_lock_shared(7275, 1)");
    }

    /** Waits for the batches and judgements in flight and lets none begin: rules, markers or the taxonomy change. */
    public static void rulesExclusively(Statements statements) {
        statements.run(RULES_EXCLUSIVELY);
    }

    /** Waits for the lock on a group. */
    public static void group(Statements statements, UUID ruleId, String groupKey) {
        statements.run("select pg_advisory_xact_lock($1, $2)", GROUP_CLASS, groupLock(ruleId, groupKey));
    }

    /** Takes the lock on a group, unless another instance is judging it. */
    public static boolean tryGroup(Statements statements, UUID ruleId, String groupKey) {
        return tryLock(statements, GROUP_CLASS, groupLock(ruleId, groupKey));
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
