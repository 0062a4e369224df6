package dev.recur.notification.postgres;

import dev.recur.notification.audit.AuditLog;
import dev.recur.service.audit.AuditEntry;
import dev.recur.service.audit.AuditQuery;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The audit log as rows, which are only ever added. */
@ApplicationScoped
class PostgresAuditLog implements AuditLog {

    private static final String INSERT = AuditEntry.insert('$');
    private static final String HIBERNATE_INSERT = AuditEntry.insert('?');

    private final Pool pool;

    PostgresAuditLog(Pool pool) {
        this.pool = pool;
    }

    /** Adds an entry, if there is one, in the transaction that makes its change. */
    static Uni<Void> record(@Nullable AuditEntry entry) {
        return entry == null
                ? Uni.createFrom().voidItem()
                : Panache.getSession().chain(session -> {
                    var insert = session.createNativeQuery(HIBERNATE_INSERT);
                    var values = entry.values();
                    for (int i = 0; i < values.size(); i++) {
                        insert.setParameter(i + 1, values.get(i));
                    }
                    return insert.executeUpdate().replaceWithVoid();
                });
    }

    @Override
    public void add(AuditEntry entry) {
        Await.sql(pool.preparedQuery(INSERT).execute(Tuple.from(entry.values())));
    }

    @Override
    public List<AuditEntry> find(AuditQuery query) {
        var rows = Await.sql(pool.preparedQuery(AuditQuery.SQL).execute(Tuple.from(query.values())));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PostgresAuditLog::entry)
                .toList();
    }

    private static AuditEntry entry(Row row) {
        return AuditQuery.entry(
                row.getUUID(0),
                row.getOffsetDateTime(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }
}
