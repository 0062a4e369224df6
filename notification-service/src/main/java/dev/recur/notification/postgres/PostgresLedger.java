package dev.recur.notification.postgres;

import dev.recur.notification.delivery.ClaimedDelivery;
import dev.recur.notification.delivery.HappenedEvent;
import dev.recur.notification.delivery.Ledger;
import dev.recur.notification.delivery.Settled;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The ledger as batched SQL, by the database's clock: one statement for many events, claims or results. */
@ApplicationScoped
class PostgresLedger implements Ledger {

    private static final String BACKLOG = """
            select count(*) as pending, min(next_attempt_at) filter (where digest_id is null) as oldest
            from deliveries where status = 'pending'""";

    private final Pool pool;
    private final Intake intake;
    private final Claims claims;
    private final Settlement settlement;
    private final SendingAgain sendingAgain;
    private final SilenceEnds silenceEnds;

    PostgresLedger(
            Pool pool,
            LedgerTime time,
            @ConfigProperty(name = "recur.notification.fallback-receiver") Optional<String> fallback) {
        this.pool = pool;
        this.intake = new Intake(pool, time, fallback.orElse(null));
        this.claims = new Claims(pool, time);
        this.settlement = new Settlement(pool, time, fallback.orElse(null));
        this.sendingAgain = new SendingAgain(pool, time);
        this.silenceEnds = new SilenceEnds(pool, time);
    }

    @Override
    public int store(List<HappenedEvent> events) {
        return events.isEmpty() ? 0 : Await.patiently(intake.store(events));
    }

    @Override
    public List<ClaimedDelivery> claim(Claim claim) {
        return Await.patiently(claims.claim(claim), claims::giveBack);
    }

    @Override
    public void settle(List<Settled> settled) {
        Await.patiently(settlement.settle(settled));
    }

    @Override
    public int tidy() {
        return Await.patiently(silenceEnds.sumUp());
    }

    @Override
    public Redelivery redeliver(UUID deliveryId) {
        return Await.sql(sendingAgain.redeliver(deliveryId));
    }

    @Override
    public int replay(String receiver, Instant since) {
        return Await.sql(sendingAgain.replay(receiver, since));
    }

    @Override
    public Backlog backlog() {
        return Await.patiently(pool.withConnection(
                        connection -> connection.query(BACKLOG).execute())
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new Backlog(row.getLong("pending"), Columns.timeOrNull(row, "oldest"));
                }));
    }
}
