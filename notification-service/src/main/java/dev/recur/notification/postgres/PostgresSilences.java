package dev.recur.notification.postgres;

import dev.recur.notification.silence.Silence;
import dev.recur.notification.silence.Silences;
import io.quarkus.hibernate.reactive.panache.Panache;
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
    public void add(Silence silence) {
        Await.session(() -> Panache.withTransaction(() -> rows.persistAndFlush(SilenceRow.from(silence))));
    }

    @Override
    public Optional<Silence> find(UUID id) {
        return Optional.ofNullable(Await.session(() -> Panache.withSession(() -> rows.findById(id))))
                .map(SilenceRow::toDomain);
    }

    @Override
    public List<Silence> list(Silence.@Nullable State state, Instant now, @Nullable UUID before, int limit) {
        var condition = state == null
                ? "?2 = ?2"
                : switch (state) {
                    case UPCOMING -> "endedAt is null and startsAt > ?2";
                    case ACTIVE -> "endedAt is null and startsAt <= ?2 and endsAt > ?2";
                    case ENDED -> "(endedAt is not null or endsAt <= ?2)";
                };
        return Await.session(() -> Panache.withSession(() -> rows.find(
                                "id < ?1 and " + condition, Sort.descending("id"), before == null ? LAST : before, now)
                        .page(0, limit)
                        .list()))
                .stream()
                .map(SilenceRow::toDomain)
                .toList();
    }

    @Override
    public Optional<Silence> end(UUID id, String by, Instant now) {
        return Await.session(() -> Panache.withTransaction(() -> rows.findById(id, LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> {
                    if (row == null || row.toDomain().stateAt(now) == Silence.State.ENDED) {
                        return Uni.createFrom().item(Optional.<Silence>empty());
                    }
                    row.endedAt = now;
                    row.endedBy = by;
                    return rows.flush().map(done -> Optional.of(row.toDomain()));
                })));
    }
}
