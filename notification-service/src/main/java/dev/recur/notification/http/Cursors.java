package dev.recur.notification.http;

import dev.recur.notification.delivery.Deliveries;
import dev.recur.service.paging.Cursor;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Places in our lists, from the cursors that callers send back. */
final class Cursors {

    private Cursors() {}

    static @Nullable UUID id(@Nullable String text) {
        var cursor = Cursor.parse(text, 1);
        return cursor == null ? null : uuid(cursor.key().getFirst());
    }

    static Deliveries.@Nullable Position position(@Nullable String text) {
        var cursor = Cursor.parse(text, 2);
        return cursor == null
                ? null
                : new Deliveries.Position(
                        time(cursor.key().getFirst()), uuid(cursor.key().getLast()));
    }

    private static UUID uuid(String text) {
        return known(ObjectReader.uuid(text, "", new Problems()));
    }

    private static Instant time(String text) {
        return known(ObjectReader.time(text, "", new Problems()));
    }

    private static <T> T known(Optional<T> value) {
        return value.orElseThrow(
                () -> ProblemException.badRequest("cursor: is none that this list gave; leave it out to start anew"));
    }
}
