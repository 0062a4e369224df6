package dev.recur.notification.outbound;

import dev.recur.notification.channel.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;

/** An answer of which no more is read than the limit, however much comes and however slowly. */
final class BoundedAnswer {

    /** More of an answer is not read. */
    static final int LIMIT = 64 * 1024;

    private final HttpClientResponse response;
    private final Runnable atEnd;
    private final Buffer excerpt = Buffer.buffer();
    private int read;
    private volatile boolean complete;

    private BoundedAnswer(HttpClientResponse response, Runnable atEnd) {
        this.response = response;
        this.atEnd = atEnd;
    }

    /**
     * Begins to read; to be called where the response arrives, before its body can.
     *
     * @param atEnd told of the end, the limit or the loss of the connection
     */
    static BoundedAnswer reading(HttpClientResponse response, Runnable atEnd) {
        var answer = new BoundedAnswer(response, atEnd);
        response.handler(answer::add)
                .endHandler(end -> {
                    answer.complete = true;
                    atEnd.run();
                })
                .exceptionHandler(failure -> atEnd.run());
        return answer;
    }

    private void add(Buffer part) {
        synchronized (excerpt) {
            var room = Answer.LONGEST_EXCERPT - excerpt.length();
            if (room > 0) {
                excerpt.appendBuffer(part, 0, Math.min(room, part.length()));
            }
        }
        read += part.length();
        if (read > LIMIT) {
            response.pause();
            atEnd.run();
        }
    }

    /** True if the answer was read to its end. */
    boolean complete() {
        return complete;
    }

    /** What there is of it. */
    Outcome outcome() {
        String text;
        synchronized (excerpt) {
            text = excerpt.toString(StandardCharsets.UTF_8);
        }
        return new Outcome.Answered(
                new Answer(response.statusCode(), text.replace('\0', ' ')), response.getHeader("Retry-After"));
    }
}
