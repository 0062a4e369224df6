package dev.recur.notification.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Sums up silences that ended: one message to each receiver that something was held back from. */
final class SilenceEnds {

    /** A silence that a batch of events is being held back by is left for the next time. */
    private static final String ENDED = """
            update silences set summarised_at = clock.now
            from (select clock_timestamp() + make_interval(secs => $1) as now) clock
            where id in (
              select id from silences
              where summarised_at is null and (ended_at is not null or ends_at <= clock_timestamp() + make_interval(secs => $1))
              for update skip locked)
            returning id""";

    /** A statement of its own: what was stored until the silence was locked is seen. */
    private static final String SUMMARIES = """
            insert into deliveries (delivery_id, kind, silence_id, receiver, status, created_at, next_attempt_at)
            select gen_random_uuid(), 'silence_summary', held.silence_id, held.receiver, 'pending', t.at, t.at
            from (select now() + make_interval(secs => $2) as at) t, (select distinct silence_id, receiver from deliveries where silence_id = any ($1) and kind = 'event') held
            where exists (select from receivers r where r.name = held.receiver)""";

    private final Pool pool;
    private final LedgerTime time;

    SilenceEnds(Pool pool, LedgerTime time) {
        this.pool = pool;
        this.time = time;
    }

    /** How many summaries were made. */
    Uni<Integer> sumUp() {
        return pool.withTransaction(connection -> connection
                .preparedQuery(ENDED)
                .execute(Tuple.of(time.secondsAhead()))
                .chain(rows -> {
                    var ended = StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> row.getUUID("id"))
                            .toArray(UUID[]::new);
                    return ended.length == 0
                            ? Uni.createFrom().item(0)
                            : connection
                                    .preparedQuery(SUMMARIES)
                                    .execute(Tuple.tuple().addValue(ended).addValue(time.secondsAhead()))
                                    .map(RowSet::rowCount);
                }));
    }
}
