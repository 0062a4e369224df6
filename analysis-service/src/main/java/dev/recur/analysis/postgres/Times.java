package dev.recur.analysis.postgres;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants as the PostgreSQL client wants them. */
public final class Times {

    private Times() {}

    public static OffsetDateTime toSql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    public static Instant get(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
