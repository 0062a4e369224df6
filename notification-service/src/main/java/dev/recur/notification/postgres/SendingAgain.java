package dev.recur.notification.postgres;

import dev.recur.notification.delivery.Ledger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Makes deliveries due again. */
final class SendingAgain {

    /** The message that tells it; none where that is a digest that nobody was sent yet. */
    private static final String FIND = """
            select coalesce(d.digest_id, d.delivery_id) as id,
                   d.digest_id is not null and digest.status = 'pending' and digest.attempts = 0 as waits
            from deliveries d left join deliveries digest on digest.delivery_id = d.digest_id
            where d.delivery_id = $1""";

    private static final String AGAIN = """
            update deliveries
            set status = 'pending', reason = null, failures_in_row = 0, next_attempt_at = now() + make_interval(secs => $1), finished_at = null
            where digest_id is null and exists (
                select from receivers r where r.name = deliveries.receiver for key share)
              and\s""";

    private static final String ONE = AGAIN + "delivery_id = $2 returning delivery_id";

    private static final String SINCE =
            AGAIN + "receiver = $2 and created_at >= $3 and status in ('delivered', 'dead') returning delivery_id";

    private final Pool pool;
    private final LedgerTime time;

    SendingAgain(Pool pool, LedgerTime time) {
        this.pool = pool;
        this.time = time;
    }

    Uni<Ledger.Redelivery> redeliver(UUID deliveryId) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(FIND)
                .execute(Tuple.of(deliveryId))
                .chain(found -> {
                    if (!found.iterator().hasNext()) {
                        return Uni.createFrom().item(Ledger.Redelivery.NOBODY);
                    }
                    var row = found.iterator().next();
                    return row.getBoolean("waits")
                            ? Uni.createFrom().item(Ledger.Redelivery.IN_DIGEST)
                            : again(connection, ONE, Tuple.of(time.secondsAhead(), row.getUUID("id")))
                                    .map(count -> count > 0 ? Ledger.Redelivery.DUE : Ledger.Redelivery.NOBODY);
                }));
    }

    Uni<Integer> replay(String receiver, Instant since) {
        return pool.withTransaction(
                connection -> again(connection, SINCE, Tuple.of(time.secondsAhead(), receiver, Columns.time(since))));
    }

    private static Uni<Integer> again(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .chain(rows -> Digests.follow(connection, ids(rows)).replaceWith(rows.rowCount()));
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID("delivery_id"))
                .toList();
    }
}
