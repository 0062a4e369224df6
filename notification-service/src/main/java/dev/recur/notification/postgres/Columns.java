package dev.recur.notification.postgres;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Between our types and those of the client: lists become arrays for {@code unnest}, times have an offset there. */
final class Columns {

    private Columns() {}

    /** A column for {@code unnest}. */
    static <T, V> @Nullable V[] of(List<T> items, Function<T, @Nullable V> value, IntFunction<@Nullable V[]> array) {
        return items.stream().map(value).toArray(array);
    }

    static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime timeOrNull(@Nullable Instant time) {
        return time == null ? null : time(time);
    }

    static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static @Nullable Instant timeOrNull(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
