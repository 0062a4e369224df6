package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that wait to be published, in the order in which they were written for each investigation. */
public final class OutboxRows {

    /** One relay at a time works on a slot. */
    private static final int SLOTS = 16;

    private OutboxRows() {}

    /** An event as it goes to Kafka. */
    public record Waiting(
            long id,
            UUID investigationId,
            long sequence,
            String cloudEventType,
            Instant time,
            @Nullable String traceparent,
            Buffer payload) {}

    /**
     * Adds the next event of an investigation.
     *
     * @param traceparent the trace that it is part of
     */
    public static void add(Statements statements, InvestigationEvent event, @Nullable String traceparent, Instant at) {
        var id = event.investigation().investigationId();
        statements.run(
                "insert into outbox (slot, investigation_id, sequence, ce_type, ce_time, traceparent, payload)"
                        + " values ($1, $2, $3, $4, $5, $6, $7)",
                (short) Math.floorMod(id.hashCode(), SLOTS),
                id,
                event.sequence(),
                event.event().cloudEventType(),
                Times.toSql(at),
                traceparent,
                Buffer.buffer(InvestigationEventCodec.encode(event)));
    }

    /** How many events wait in a slot, and since when the oldest. */
    public record Backlog(int slot, long events, Instant oldest) {}

    /** Slots that have something waiting. */
    public static List<Backlog> backlog(Statements statements) {
        var backlog = new ArrayList<Backlog>();
        for (Row row : statements.run(
                "select slot, count(*) as events, min(ce_time) as oldest from outbox group by slot order by slot")) {
            backlog.add(new Backlog(row.getInteger("slot"), row.getLong("events"), Times.get(row, "oldest")));
        }
        return backlog;
    }

    /** Of the oldest of a slot the first of each investigation; whoever asks has the lock on the slot. */
    public static List<Waiting> oldest(Statements statements, int slot, int most) {
        var waiting = new ArrayList<Waiting>();
        var investigations = new HashSet<UUID>();
        for (Row row : statements.run(
                "select * from outbox where slot = $1 order by outbox_id limit $2", (short) slot, most)) {
            if (!investigations.add(row.getUUID("investigation_id"))) {
                continue;
            }
            waiting.add(new Waiting(
                    row.getLong("outbox_id"),
                    row.getUUID("investigation_id"),
                    row.getLong("sequence"),
                    row.getString("ce_type"),
                    Times.get(row, "ce_time"),
                    row.getString("traceparent"),
                    row.getBuffer("payload").getDelegate()));
        }
        return waiting;
    }

    public static void remove(Statements statements, List<Waiting> published) {
        statements.run("delete from outbox where outbox_id = any($1)", (Object)
                published.stream().map(Waiting::id).toArray(Long[]::new));
    }
}
