package dev.recur.notification.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Lets what is told in a digest share its fate. */
final class Digests {

    private static final String FOLLOW = """
            update deliveries m
            set status = d.status, reason = case when d.status = 'pending' then 'digest' else d.reason end,
                next_attempt_at = d.next_attempt_at, finished_at = d.finished_at
            from deliveries d
            where m.digest_id = d.delivery_id and d.delivery_id = any ($1)""";

    private Digests() {}

    static Uni<Void> follow(SqlConnection connection, List<UUID> digests) {
        return digests.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(FOLLOW)
                        .execute(Tuple.tuple().addValue(digests.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }
}
