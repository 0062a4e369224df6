package dev.recur.notification.postgres;

import dev.recur.notification.audit.Recording;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Subscriptions;
import dev.recur.notification.subscription.Timing;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Subscriptions as rows. */
@ApplicationScoped
class PostgresSubscriptions implements Subscriptions {

    private static final UUID FIRST = new UUID(0, 0);

    private final Rows rows = new Rows();
    private final LedgerTime time;

    PostgresSubscriptions(LedgerTime time) {
        this.time = time;
    }

    private static final class Rows implements PanacheRepositoryBase<SubscriptionRow, UUID> {}

    @Override
    public Optional<Subscription> find(UUID id) {
        return Optional.ofNullable(Await.session(() -> Panache.withSession(() -> rows.findById(id))))
                .map(SubscriptionRow::toDomain);
    }

    @Override
    public List<Subscription> list(@Nullable UUID after, int limit) {
        return Await.session(() ->
                        Panache.withSession(() -> rows.find("id > ?1", Sort.by("id"), after == null ? FIRST : after)
                                .page(0, limit)
                                .list()))
                .stream()
                .map(SubscriptionRow::toDomain)
                .toList();
    }

    @Override
    public boolean add(Subscription subscription, Recording<Subscription> recording) {
        return Await.session(() -> Panache.withTransaction(() -> hasReceiver(subscription.receiver())
                .chain(there -> there
                        ? rows.persistAndFlush(SubscriptionRow.from(subscription))
                                .call(() -> PostgresAuditLog.record(recording.of(null, subscription)))
                                .replaceWith(true)
                        : Uni.createFrom().item(false))));
    }

    @Override
    public Change change(UUID id, UnaryOperator<Subscription> change, Recording<Subscription> recording) {
        return Await.session(() -> Panache.withTransaction(() -> rows.findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> row == null
                        ? Uni.createFrom().item(new Change.NotThere())
                        : change(row, Await.Refusal.calling(() -> change.apply(row.toDomain())), recording))));
    }

    private Uni<Change> change(SubscriptionRow row, Subscription changed, Recording<Subscription> recording) {
        var before = row.toDomain();
        return hasReceiver(changed.receiver()).chain(there -> {
            if (!there) {
                return Uni.createFrom().item(new Change.NoSuchReceiver());
            }
            row.fill(changed);
            return rows.flush()
                    .call(() -> changed.timing() instanceof Timing.Immediate
                            ? hurryDigest(changed.id())
                            : Uni.createFrom().voidItem())
                    .map(done -> row.toDomain())
                    .call(after -> PostgresAuditLog.record(recording.of(before, after)))
                    .map(Change.Changed::new);
        });
    }

    @Override
    public boolean remove(UUID id, UnaryOperator<Subscription> check, Recording<Subscription> recording) {
        return Await.session(() -> Panache.withTransaction(() -> rows.findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> {
                    if (row == null) {
                        return Uni.createFrom().item(false);
                    }
                    var before = row.toDomain();
                    Await.Refusal.calling(() -> check.apply(before));
                    return rows.delete(row)
                            .call(rows::flush)
                            .call(() -> PostgresAuditLog.record(recording.of(before, null)))
                            .replaceWith(true);
                })));
    }

    /** Who wants to be told at once does not wait for the digest that was to come, nor does what happens next. */
    private Uni<Integer> hurryDigest(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update deliveries set next_attempt_at = now() + make_interval(secs => ?2)
                                where kind = 'digest' and subscription_id = ?1 and status = 'pending'
                                  and next_attempt_at > now() + make_interval(secs => ?2)""")
                        .setParameter(1, id)
                        .setParameter(2, time.secondsAhead())
                        .executeUpdate());
    }

    private static Uni<Boolean> hasReceiver(String name) {
        return Panache.getSession()
                .chain(session -> session.find(ReceiverRow.class, name, LockMode.PESSIMISTIC_READ))
                .map(row -> row != null);
    }
}
