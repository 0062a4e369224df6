package dev.recur.notification.outbound;

import dev.recur.notification.channel.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An answer of which no more is read than the limit, however much comes and however slowly. */
final class BoundedAnswer {

    /** More of an answer is not read. */
    static final int LIMIT = 64 * 1024;

    private final HttpClientResponse response;
    private final Buffer excerpt = Buffer.buffer();
    private final CountDownLatch over = new CountDownLatch(1);
    private int read;
    private volatile boolean complete;

    private BoundedAnswer(HttpClientResponse response) {
        this.response = response;
    }

    /** Begins to read; to be called where the response arrives, before its body can. */
    static BoundedAnswer reading(HttpClientResponse response) {
        var answer = new BoundedAnswer(response);
        response.handler(answer::add)
                .endHandler(end -> {
                    answer.complete = true;
                    answer.over.countDown();
                })
                .exceptionHandler(failure -> answer.over.countDown());
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
            over.countDown();
        }
    }

    /** True if the answer was read to its end. */
    boolean complete() {
        return complete;
    }

    /**
     * Waits for the end, the limit or the deadline. The status decides, and it is here: what is missing of the body
     * changes nothing.
     */
    Outcome outcome(OutboundHttp.Deadline deadline) throws InterruptedException {
        var unused = over.await(deadline.left(), TimeUnit.NANOSECONDS);
        String text;
        synchronized (excerpt) {
            text = excerpt.toString(StandardCharsets.UTF_8);
        }
        return new Outcome.Answered(
                new Answer(response.statusCode(), text.replace('\0', ' ')), response.getHeader("Retry-After"));
    }
}
