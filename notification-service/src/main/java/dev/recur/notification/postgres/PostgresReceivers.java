package dev.recur.notification.postgres;

import dev.recur.notification.audit.Recording;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.Receivers;
import dev.recur.notification.secret.SecretBox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Receivers as rows. */
@ApplicationScoped
class PostgresReceivers implements Receivers {

    private final Rows rows = new Rows();
    private final SecretBox box;

    PostgresReceivers(SecretBox box) {
        this.box = box;
    }

    private static final class Rows implements PanacheRepositoryBase<ReceiverRow, String> {}

    @Override
    public Optional<Receiver> find(String name) {
        return Optional.ofNullable(Await.session(() -> Panache.withSession(() -> rows.findById(name))))
                .map(row -> row.toDomain(box));
    }

    @Override
    public Map<String, Receiver> named(Collection<String> names) {
        var found = Await.session(() -> Panache.withSession(() -> rows.list("name in ?1", List.copyOf(names))));
        return toDomain(found).stream().collect(Collectors.toMap(Receiver::name, Function.identity()));
    }

    @Override
    public List<Receiver> list(@Nullable String after, int limit) {
        return toDomain(Await.session(() ->
                Panache.withSession(() -> rows.find("name > ?1", Sort.by("name"), after == null ? "" : after)
                        .page(0, limit)
                        .list())));
    }

    @Override
    public boolean add(Receiver receiver, Recording<Receiver> recording) {
        return Await.session(() -> Panache.withTransaction(() -> rows.findById(receiver.name())
                .chain(existing -> existing != null
                        ? Uni.createFrom().item(false)
                        : rows.persistAndFlush(ReceiverRow.from(receiver, box))
                                .call(() -> PostgresAuditLog.record(recording.of(null, receiver)))
                                .replaceWith(true))));
    }

    @Override
    public Optional<Receiver> change(String name, UnaryOperator<Receiver> change, Recording<Receiver> recording) {
        return Await.session(() -> Panache.withTransaction(() -> rows.findById(name, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> {
                    if (row == null) {
                        return Uni.createFrom().item(Optional.<Receiver>empty());
                    }
                    var before = row.toDomain(box);
                    row.fill(Await.Refusal.calling(() -> change.apply(before)), box);
                    return rows.flush()
                            .map(done -> row.toDomain(box))
                            .call(after -> PostgresAuditLog.record(recording.of(before, after)))
                            .map(Optional::of);
                })));
    }

    @Override
    public Removal remove(String name, Instant now, UnaryOperator<Receiver> check, Recording<Receiver> recording) {
        return Await.session(() -> Panache.withTransaction(() -> noBatchMeanwhile()
                .chain(() -> rows.findById(name, LockModeType.PESSIMISTIC_WRITE))
                .chain(row -> {
                    if (row == null) {
                        return Uni.createFrom().item(Removal.NOT_THERE);
                    }
                    var before = row.toDomain(box);
                    Await.Refusal.calling(() -> check.apply(before));
                    return isInUse(name)
                            .chain(used -> used
                                    ? Uni.createFrom().item(Removal.IN_USE)
                                    : rows.delete(row)
                                            .call(rows::flush)
                                            .call(() -> giveUpDeliveries(name, now))
                                            .call(() -> PostgresAuditLog.record(recording.of(before, null)))
                                            .replaceWith(Removal.REMOVED));
                })));
    }

    @Override
    public List<String> sealAnew() {
        var others = Await.session(() -> Panache.withSession(rows::listAll)).stream()
                .filter(row -> !row.isSealedByCurrent(box))
                .toList();
        return others.stream()
                .map(row -> change(row.name, UnaryOperator.identity()))
                .flatMap(Optional::stream)
                .filter(receiver -> receiver.destination() instanceof Destination.Locked)
                .map(Receiver::name)
                .toList();
    }

    /** A batch of events that is being stored may be about to make deliveries for it. */
    private static Uni<Integer> noBatchMeanwhile() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select 1 from " + Intake.LOCK, Integer.class)
                        .getSingleResult());
    }

    /** Nobody claims deliveries for a receiver that is not there. */
    private static Uni<Integer> giveUpDeliveries(String name, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                update deliveries set status = 'dead', reason = ?1, next_attempt_at = null,
                                       claimed_until = null, finished_at = ?2
                                where receiver = ?3 and status = 'pending'""")
                        .setParameter(1, FailureReason.RECEIVER_DELETED.wireName())
                        .setParameter(2, now)
                        .setParameter(3, name)
                        .executeUpdate());
    }

    /** The lock on the receiver's row keeps new subscriptions from naming it meanwhile: they take a share of it. */
    private static Uni<Boolean> isInUse(String name) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                "select count(*) from SubscriptionRow where receiver = ?1", Long.class)
                        .setParameter(1, name)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    private List<Receiver> toDomain(List<ReceiverRow> found) {
        return found.stream().map(row -> row.toDomain(box)).toList();
    }
}
