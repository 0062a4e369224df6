package dev.recur.notification.postgres;

import dev.recur.notification.audit.Recording;
import dev.recur.notification.silence.Silence;
import dev.recur.notification.silence.Silences;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Silences as rows. */
@ApplicationScoped
class PostgresSilences implements Silences {

    private static final UUID LAST = new UUID(-1, -1);

    private final Rows rows = new Rows();

    private static final class Rows implements PanacheRepositoryBase<SilenceRow, UUID> {}

    @Override
    public void add(Silence silence, Recording<Silence> recording) {
        Await.session(() -> Panache.withTransaction(() -> rows.persistAndFlush(SilenceRow.from(silence))
                .call(() -> PostgresAuditLog.record(recording.of(null, silence)))));
    }

    @Override
    public Optional<Silence> find(UUID id) {
        return Optional.ofNullable(Await.session(() -> Panache.withSession(() -> rows.findById(id))))
                .map(SilenceRow::toDomain);
    }

    @Override
    public List<Silence> list(Silence.@Nullable State state, Instant now, @Nullable UUID before, int limit) {
        return Await.session(() -> Panache.withSession(() -> found(state, now, before == null ? LAST : before)
                        .page(0, limit)
                        .list()))
                .stream()
                .map(SilenceRow::toDomain)
                .toList();
    }

    private PanacheQuery<SilenceRow> found(Silence.@Nullable State state, Instant now, UUID before) {
        var newestFirst = Sort.descending("id");
        if (state == null) {
            return rows.find("id < ?1", newestFirst, before);
        }
        var condition = switch (state) {
            case UPCOMING -> "endedAt is null and startsAt > ?2";
            case ACTIVE -> "endedAt is null and startsAt <= ?2 and endsAt > ?2";
            case ENDED -> "(endedAt is not null or endsAt <= ?2)";
        };
        return rows.find("id < ?1 and " + condition, newestFirst, before, now);
    }

    @Override
    public Optional<Silence> end(UUID id, String by, Instant now, Recording<Silence> recording) {
        return Await.session(() -> Panache.withTransaction(() -> rows.findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> {
                    if (row == null || row.toDomain().stateAt(now) == Silence.State.ENDED) {
                        return Uni.createFrom().item(Optional.<Silence>empty());
                    }
                    var before = row.toDomain();
                    row.endedAt = now;
                    row.endedBy = by;
                    return rows.flush()
                            .map(done -> row.toDomain())
                            .call(after -> PostgresAuditLog.record(recording.of(before, after)))
                            .map(Optional::of);
                })));
    }
}
