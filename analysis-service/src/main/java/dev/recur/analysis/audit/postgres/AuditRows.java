package dev.recur.analysis.audit.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.analysis.audit.Action;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.service.audit.AuditEntry;
import dev.recur.service.audit.AuditQuery;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The changes that people made; a row is added in the transaction of its change, and never touched again. */
public final class AuditRows {

    private static final String INSERT = AuditEntry.insert('$');
    private static final String HIBERNATE_INSERT = AuditEntry.insert('?');

    private AuditRows() {}

    public static AuditEntry entry(
            Instant at, String by, Action action, String subject, @Nullable JsonNode before, @Nullable JsonNode after) {
        return AuditEntry.of(at.truncatedTo(ChronoUnit.MICROS), by, action.wireName(), subject, before, after);
    }

    public static void add(Statements statements, AuditEntry entry) {
        statements.run(INSERT, entry.values().toArray());
    }

    /** As {@link #add(Statements, AuditEntry)}, in the transaction of a session. */
    public static Uni<Integer> add(Mutiny.Session session, AuditEntry entry) {
        var insert = session.createNativeQuery(HIBERNATE_INSERT);
        var values = entry.values();
        for (int i = 0; i < values.size(); i++) {
            insert.setParameter(i + 1, values.get(i));
        }
        return insert.executeUpdate();
    }

    public static List<AuditEntry> find(Statements statements, AuditQuery query) {
        var found = new ArrayList<AuditEntry>();
        for (var row : statements.run(AuditQuery.SQL, query.values().toArray())) {
            found.add(AuditQuery.entry(
                    row.getUUID(0),
                    row.getOffsetDateTime(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6)));
        }
        return found;
    }
}
