package dev.recur.analysis.postgres;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants as the PostgreSQL client wants them. */
public final class Times {

    private Times() {}

    public static OffsetDateTime toSql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    public static Instant get(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    public static @Nullable OffsetDateTime toSqlOrNull(@Nullable Instant time) {
        return time == null ? null : toSql(time);
    }

    public static @Nullable Instant getOrNull(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
