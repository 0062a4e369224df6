package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import dev.recur.wire.investigation.Investigation.WindowBefore;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What investigations were last judged by, so that nobody who looks at one has to count again. */
final class BasisRows {

    /** So much evidence of each is kept, the latest. */
    static final int MOST_EVIDENCE = 500;

    private BasisRows() {}

    /**
     * What an investigation stands on.
     *
     * @param evidence the latest incidents of it
     * @param history the windows before, the oldest first
     */
    record Basis(Set<UUID> evidence, List<WindowBefore> history) {}

    static void save(Statements statements, UUID investigation, List<Counted> evidence, List<WindowBefore> history) {
        statements.run(
                "insert into investigation_basis (investigation_id, evidence, windows_before, observed_before)"
                        + " values ($1, $2, $3, $4) on conflict (investigation_id) do update"
                        + " set evidence = excluded.evidence, windows_before = excluded.windows_before,"
                        + " observed_before = excluded.observed_before",
                investigation,
                latest(evidence),
                windows(history),
                observed(history));
    }

    /** A row of {@link #askToSaveEvidence}. */
    static Object[] evidence(UUID investigation, List<Counted> evidence) {
        return new Object[] {investigation, latest(evidence)};
    }

    /** Keeps the windows before as they are. */
    static Runnable askToSaveEvidence(Statements statements, List<Object[]> rows) {
        return statements.askAll("update investigation_basis set evidence = $2 where investigation_id = $1", rows);
    }

    private static UUID[] latest(List<Counted> evidence) {
        return evidence.subList(Math.max(0, evidence.size() - MOST_EVIDENCE), evidence.size()).stream()
                .map(Counted::incidentId)
                .toArray(UUID[]::new);
    }

    static void saveHistory(Statements statements, UUID investigation, List<WindowBefore> history) {
        statements.run(
                "update investigation_basis set windows_before = $2, observed_before = $3 where investigation_id = $1",
                investigation,
                windows(history),
                observed(history));
    }

    /**
     * Of each the latest so many incidents.
     *
     * @return nothing for one that has not been judged since there is such a table
     */
    static Supplier<Map<UUID, Basis>> ask(Statements statements, Collection<UUID> investigations, int most) {
        var rows = statements.ask(
                "select investigation_id, evidence[greatest(1, cardinality(evidence) - $2 + 1):] as evidence,"
                        + " windows_before, observed_before from investigation_basis where investigation_id = any($1)",
                investigations.toArray(UUID[]::new),
                most);
        return () -> bases(rows.get());
    }

    private static Map<UUID, Basis> bases(Iterable<Row> rows) {
        var found = new HashMap<UUID, Basis>();
        for (var row : rows) {
            var windows = row.getArrayOfStrings("windows_before");
            var observed = row.getArrayOfStrings("observed_before");
            var history = IntStream.range(0, windows.length)
                    .mapToObj(i -> new WindowBefore(windows[i], new BigDecimal(observed[i])))
                    .toList();
            var evidence = Set.of(row.getArrayOfUUIDs("evidence"));
            found.put(row.getUUID("investigation_id"), new Basis(evidence, history));
        }
        return found;
    }

    private static String[] windows(List<WindowBefore> history) {
        return history.stream().map(WindowBefore::window).toArray(String[]::new);
    }

    private static String[] observed(List<WindowBefore> history) {
        return history.stream().map(before -> before.observed().toPlainString()).toArray(String[]::new);
    }
}
