package dev.recur.notification.postgres;

import dev.recur.notification.delivery.Handling;
import dev.recur.notification.delivery.NewDelivery;
import dev.recur.notification.subscription.Timing;
import dev.recur.wire.report.Identity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds or makes the digests that new deliveries become part of. A digest is a delivery like any other, due at its time; it
 * takes in more until it is first claimed. Taking in locks its row until the transaction ends, and claiming passes over
 * locked rows: what is taken in is told.
 */
final class DigestRows {

    /** Of those that are there, only what nobody has claimed yet. */
    private static final String OPEN = """
            insert into deliveries (delivery_id, kind, subscription_id, receiver, investigation_id, sequence, status,
                                    created_at, next_attempt_at)
            select d.delivery_id, 'digest', d.subscription_id, d.receiver, $5, extract(epoch from d.due)::bigint, 'pending',
                   $6, d.due
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) as d(delivery_id, subscription_id, receiver, due)
            order by d.delivery_id
            on conflict (delivery_id) do update set receiver = excluded.receiver
            where deliveries.status = 'pending' and deliveries.attempts = 0 and deliveries.claimed_until is null
            returning delivery_id""";

    /** Digests of a subscription are told in the order of their times, as if they were about one investigation. */
    static final UUID NO_INVESTIGATION = new UUID(0, 0);

    private final SqlConnection connection;
    private final Instant now;

    DigestRows(SqlConnection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** Whose digest. */
    private record Reader(UUID subscriptionId, String receiver) {}

    private record Due(Timing.Digest timing, Instant at) {
        Due next() {
            return new Due(timing, timing.nextAfter(at));
        }

        UUID digestOf(Reader reader) {
            return Identity.named("digest", reader.subscriptionId().toString(), reader.receiver(), at.toString());
        }
    }

    /** The digests that are open. */
    static final class Open {
        private final Map<Reader, UUID> digests = new HashMap<>();

        @Nullable
        UUID digestOf(NewDelivery delivery) {
            return delivery.handling() instanceof Handling.InDigest
                    ? digests.get(new Reader(delivery.subscriptionId(), delivery.receiver()))
                    : null;
        }
    }

    Uni<Open> open(List<NewDelivery> deliveries) {
        var wanted = new LinkedHashMap<Reader, Due>();
        for (var delivery : deliveries) {
            if (delivery.handling() instanceof Handling.InDigest(var timing)) {
                wanted.computeIfAbsent(
                        new Reader(delivery.subscriptionId(), delivery.receiver()),
                        reader -> new Due(timing, timing.nextAfter(now)));
            }
        }
        return open(wanted, new Open());
    }

    /** Where the next digest is under way already, the one after it. */
    private Uni<Open> open(Map<Reader, Due> wanted, Open open) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(open);
        }
        var readers = List.copyOf(wanted.keySet());
        var values = Tuple.tuple()
                .addValue(Columns.of(readers, reader -> due(wanted, reader).digestOf(reader), UUID[]::new))
                .addValue(Columns.of(readers, Reader::subscriptionId, UUID[]::new))
                .addValue(Columns.of(readers, Reader::receiver, String[]::new))
                .addValue(Columns.of(
                        readers, reader -> Columns.time(due(wanted, reader).at()), OffsetDateTime[]::new))
                .addValue(NO_INVESTIGATION)
                .addValue(Columns.time(now));
        return connection.preparedQuery(OPEN).execute(values).chain(rows -> {
            var opened = new HashSet<UUID>();
            rows.forEach(row -> opened.add(row.getUUID("delivery_id")));
            var left = new LinkedHashMap<Reader, Due>();
            wanted.forEach((reader, due) -> {
                if (opened.contains(due.digestOf(reader))) {
                    open.digests.put(reader, due.digestOf(reader));
                } else {
                    left.put(reader, due.next());
                }
            });
            return open(left, open);
        });
    }

    private static Due due(Map<Reader, Due> wanted, Reader reader) {
        return Objects.requireNonNull(wanted.get(reader));
    }
}
