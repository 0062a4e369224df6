package dev.recur.notification.postgres;

import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.delivery.ClaimedDelivery;
import dev.recur.notification.delivery.DeliveryKind;
import dev.recur.notification.delivery.Ledger;
import dev.recur.notification.receiver.Receiver;
import dev.recur.wire.json.WireName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Claims deliveries that are due, under a lease by the database's clock. */
final class Claims {

    private static final Logger LOG = Logger.getLogger(Claims.class);

    /**
     * Receiver by receiver, as many as each has room for, so that ten thousand deliveries for one that hangs hide nothing
     * of another's. Receivers come in random order: with little room altogether none is always the last.
     *
     * <p>{@code offset 0} and {@code ctid} leave the planner no choice but to find each row by its key, whatever the
     * statistics of the tables say: those of a new one say that reading all of it is as good.
     */
    private static final String CLAIM = """
            with clock as (select now() + make_interval(secs => $6) as now),
            due as materialized (
              select d.*, r.created_at as receiver_created_at, r.version as receiver_version
              from clock cross join (select name, created_at, version from receivers order by random()) r
              left join unnest($2::text[], $3::int[]) as lane(receiver, room) on lane.receiver = r.name
              cross join lateral (
                select p.ctid as place, p.event_id, p.silence_id, p.subscription_id from deliveries p
                where p.receiver = r.name and p.status = 'pending' and p.digest_id is null and p.next_attempt_at <= clock.now
                  and (p.claimed_until is null or p.claimed_until <= clock.now)
                  and not exists (
                    select from deliveries earlier
                    where earlier.subscription_id = p.subscription_id and earlier.investigation_id = p.investigation_id
                      and earlier.status = 'pending' and earlier.sequence < p.sequence
                    offset 0)
                order by p.next_attempt_at, p.sequence
                limit coalesce(lane.room, $4)
                for update of p skip locked) d
              limit $5)
            update deliveries d set claimed_until = clock.now + make_interval(secs => $1)
            from clock cross join due
              left join lateral (select happened_at, value, traceparent from events where event_id = due.event_id offset 0) e on true
              left join subscriptions s on s.id = due.subscription_id
              left join silences m on m.id = due.silence_id
            where d.ctid = due.place
            returning d.delivery_id, d.kind, d.receiver, d.attempts, d.failures_in_row, d.claimed_until, d.subscription_id,
                      d.sequence, d.about, e.happened_at, e.value, e.traceparent, s.name as subscription_name, d.silence_id, m.where_text,
                      m.reason as silence_reason, m.starts_at, coalesce(m.ended_at, m.ends_at) as ends_at,
                      due.receiver_created_at, due.receiver_version""";

    private static final String GIVE_BACK = """
            update deliveries d set claimed_until = null
            from unnest($1::uuid[], $2::timestamptz[]) as c(delivery_id, lease_end)
            where d.delivery_id = c.delivery_id and d.next_attempt_at is not null and d.claimed_until = c.lease_end""";

    private final Pool pool;
    private final LedgerTime time;
    private final Bundles bundles;

    Claims(Pool pool, LedgerTime time) {
        this.pool = pool;
        this.time = time;
        this.bundles = new Bundles(pool);
    }

    Uni<List<ClaimedDelivery>> claim(Ledger.Claim claim) {
        var lanes = List.copyOf(claim.rooms().entrySet());
        var values = Tuple.tuple()
                .addValue(claim.lease().toMillis() / 1000.0)
                .addValue(Columns.of(lanes, entry -> entry.getKey(), String[]::new))
                .addValue(Columns.of(lanes, entry -> entry.getValue(), Integer[]::new))
                .addValue(claim.share())
                .addValue(claim.atMost())
                .addValue(time.secondsAhead());
        return pool.withConnection(connection -> connection.preparedQuery(CLAIM).execute(values))
                .chain(found -> {
                    var rows = StreamSupport.stream(found.spliterator(), false).toList();
                    var several = rows.stream()
                            .filter(row ->
                                    kind(row) == DeliveryKind.DIGEST || kind(row) == DeliveryKind.SILENCE_SUMMARY)
                            .map(row -> row.getUUID("delivery_id"))
                            .toList();
                    return bundles.of(several)
                            .map(known -> rows.stream()
                                    .map(row -> claimed(row, known))
                                    .toList());
                });
    }

    /** They were claimed when nobody waited for them any more, and are due again. */
    void giveBack(List<ClaimedDelivery> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        var values = Tuple.tuple()
                .addValue(Columns.of(claimed, ClaimedDelivery::deliveryId, UUID[]::new))
                .addValue(Columns.of(claimed, one -> Columns.time(one.leaseEnd()), OffsetDateTime[]::new));
        pool.withConnection(connection -> connection.preparedQuery(GIVE_BACK).execute(values))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("claimed deliveries wait for their lease to end: %s", failure));
    }

    private static ClaimedDelivery claimed(Row row, Map<UUID, Bundles.Bundle> bundles) {
        return new ClaimedDelivery(
                row.getUUID("delivery_id"),
                kind(row),
                row.getString("receiver"),
                new Receiver.Edition(Columns.time(row, "receiver_created_at"), row.getLong("receiver_version")),
                message(row, bundles.getOrDefault(row.getUUID("delivery_id"), Bundles.Bundle.EMPTY)),
                row.getInteger("attempts"),
                row.getInteger("failures_in_row"),
                Columns.time(row, "claimed_until"));
    }

    private static DeliveryKind kind(Row row) {
        return WireName.find(DeliveryKind.class, row.getString("kind")).orElseThrow();
    }

    private static @Nullable Message message(Row row, Bundles.Bundle bundle) {
        return switch (kind(row)) {
            case EVENT -> {
                var event = Bundles.event(row);
                yield event == null
                        ? null
                        : message(row, Columns.time(row, "happened_at"), new Content.Happened(event));
            }
            case DIGEST -> {
                var due = Instant.ofEpochSecond(row.getLong("sequence"));
                yield message(
                        row, due, new Content.Digest(bundle.from(due), due, bundle.events(), bundle.eventCount()));
            }
            case SILENCE_SUMMARY ->
                message(
                        row,
                        Columns.time(row, "ends_at"),
                        new Content.SilenceEnded(
                                row.getUUID("silence_id"),
                                row.getString("where_text"),
                                row.getString("silence_reason"),
                                Columns.time(row, "starts_at"),
                                Columns.time(row, "ends_at"),
                                bundle.events(),
                                bundle.eventCount()));
            case RECEIVER_FAILING -> {
                var about = FailingNotice.decode(row.getBuffer("about").getBytes());
                yield message(row, about.since(), about);
            }
        };
    }

    private static Message message(Row row, Instant happenedAt, Content content) {
        return new Message(
                row.getUUID("delivery_id"), happenedAt, subscribed(row), content, row.getString("traceparent"));
    }

    private static Message.@Nullable Subscribed subscribed(Row row) {
        var name = row.getString("subscription_name");
        return name == null ? null : new Message.Subscribed(row.getUUID("subscription_id"), name);
    }
}
