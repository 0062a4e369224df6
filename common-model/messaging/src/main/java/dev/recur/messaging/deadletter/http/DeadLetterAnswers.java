package dev.recur.messaging.deadletter.http;

import dev.recur.messaging.deadletter.DeadLetter.Position;
import dev.recur.messaging.deadletter.DeadLetterTopics;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** What a service answers when it is asked about its dead letters; 503 while Kafka does not answer. */
@ApplicationScoped
public class DeadLetterAnswers {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DeadLetterTopics topics;

    DeadLetterAnswers(DeadLetterTopics topics) {
        this.topics = topics;
    }

    /** A page, the oldest of each partition first. */
    public Response list(@Nullable String limit, @Nullable String cursor, UriInfo uri) {
        var most = Limit.parse(limit);
        var after = position(Cursor.parse(cursor, 3));
        var found = asking(() -> topics.list(after, most + 1));
        return Answers.page(
                Page.of(
                        found,
                        most,
                        last -> Cursor.of(
                                last.at().topic(),
                                last.at().partition(),
                                last.at().offset())),
                uri);
    }

    /** Puts back all that have not been. */
    public DeadLetterTopics.Replay replay() {
        return asking(topics::replay);
    }

    private static <T> T asking(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException e) {
            throw ProblemException.unavailable("Kafka does not answer; nothing is lost.", RETRY_AFTER);
        }
    }

    private static @Nullable Position position(@Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var key = cursor.key();
            return new Position(key.get(0), Integer.parseInt(key.get(1)), Long.parseLong(key.get(2)));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("cursor: is none that this list gave; leave it out to start anew");
        }
    }
}
