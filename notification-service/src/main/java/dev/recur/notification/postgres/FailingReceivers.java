package dev.recur.notification.postgres;

import dev.recur.notification.channel.Content;
import dev.recur.notification.delivery.Settled;
import dev.recur.wire.report.Identity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells the fallback receiver of receivers that deliveries died for, of each once until it works again. */
final class FailingReceivers {

    private static final Logger LOG = Logger.getLogger(FailingReceivers.class);

    private static final String FAILING = """
            insert into failing_receivers (receiver, since)
            select f.receiver, f.since from unnest($1::text[], $2::timestamptz[]) as f(receiver, since)
            where f.receiver <> $3 and exists (select from receivers r where r.name = $3 for key share)
            order by f.receiver
            on conflict (receiver) do nothing
            returning receiver""";

    private static final String NOTICES = """
            insert into deliveries (delivery_id, kind, receiver, about, status, created_at, next_attempt_at)
            select n.delivery_id, 'receiver_failing', $3, n.about, 'pending', t.at, t.at
            from (select now() + make_interval(secs => $4) as at) t,
                 unnest($1::uuid[], $2::bytea[]) as n(delivery_id, about)
            on conflict (delivery_id) do nothing""";

    private final LedgerTime time;
    private final @Nullable String fallback;

    FailingReceivers(LedgerTime time, @Nullable String fallback) {
        this.time = time;
        this.fallback = fallback;
    }

    Uni<Void> tell(SqlConnection connection, List<Settled> settled) {
        var notices = new TreeMap<String, Content.ReceiverFailing>();
        for (var one : settled) {
            if (one.showsFailingReceiver() && one.reason() != null) {
                notices.merge(
                        one.delivery().receiver(),
                        new Content.ReceiverFailing(one.delivery().receiver(), one.reason(), one.at(), 1),
                        (before, now) -> new Content.ReceiverFailing(
                                now.receiver(), now.reason(), before.since(), before.deadDeliveries() + 1));
            }
        }
        if (notices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("deliveries to %s were given up", notices.keySet());
        if (fallback == null) {
            return Uni.createFrom().voidItem();
        }
        var all = List.copyOf(notices.values());
        var values = Tuple.tuple()
                .addValue(Columns.of(all, Content.ReceiverFailing::receiver, String[]::new))
                .addValue(Columns.of(all, notice -> Columns.time(notice.since()), OffsetDateTime[]::new))
                .addValue(fallback);
        return connection.preparedQuery(FAILING).execute(values).chain(rows -> {
            var told = new ArrayList<Content.ReceiverFailing>();
            rows.forEach(row -> told.add(notices.get(row.getString("receiver"))));
            return told.isEmpty() ? Uni.createFrom().voidItem() : tell(connection, told, fallback);
        });
    }

    private Uni<Void> tell(SqlConnection connection, List<Content.ReceiverFailing> notices, String receiver) {
        var values = Tuple.tuple()
                .addValue(Columns.of(
                        notices,
                        notice -> Identity.named(
                                "receiver failing",
                                notice.receiver(),
                                notice.since().toString()),
                        UUID[]::new))
                .addValue(Columns.of(notices, notice -> Buffer.buffer(FailingNotice.encode(notice)), Buffer[]::new))
                .addValue(receiver)
                .addValue(time.secondsAhead());
        return connection.preparedQuery(NOTICES).execute(values).replaceWithVoid();
    }
}
