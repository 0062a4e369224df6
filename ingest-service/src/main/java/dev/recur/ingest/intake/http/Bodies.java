package dev.recur.ingest.intake.http;

import dev.recur.ingest.intake.Admission;
import dev.recur.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies on the event loop and stops at the limit, whether the sender announced the length or not. What
 * comes after the limit is thrown away unread, so that the sender gets to hear why, up to a bound. A body that is there is
 * handed on only if there is room for its request, which it gives back when it is answered.
 */
@ApplicationScoped
public class Bodies {

    /** Largest body, in bytes, also after it is unpacked. */
    public static final int LARGEST = 1024 * 1024;

    /** Whoever comes when it is too much had better wait for that long. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** A sender that goes on for longer than this is cut off. */
    private static final int MOST_THROWN_AWAY = 16 * LARGEST;

    private final Admission admission;

    Bodies(Admission admission) {
        this.admission = admission;
    }

    /** The body of a request, once it is there as a whole; fails with 400, 413, 415 or 503. */
    public Uni<byte[]> read(RoutingContext routing) {
        return Uni.createFrom().completionStage(() -> receive(routing));
    }

    /** As {@link #read}, for those in a hurry: each step of a Uni carries the contexts of the request along. */
    CompletionStage<byte[]> receive(RoutingContext routing) {
        var request = routing.request();
        var packing = Packing.of(request.getHeader("Content-Encoding"));
        if (announced(request) > LARGEST) {
            throwAway(request);
            return CompletableFuture.failedFuture(tooLarge());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            routing.response().writeContinue();
        }
        var reading = new Reading(routing, packing);
        reading.start();
        return reading.result;
    }

    /** The reading of one body. */
    private final class Reading {
        private final RoutingContext routing;
        private final HttpServerRequest request;
        private final Packing packing;
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private @Nullable Buffer body;
        private int held;

        Reading(RoutingContext routing, Packing packing) {
            this.routing = routing;
            this.request = routing.request();
            this.packing = packing;
        }

        void start() {
            if (request.isEnded()) {
                end();
                return;
            }
            request.handler(this::take);
            request.endHandler(end -> end());
            request.exceptionHandler(gone -> {
                release();
                result.completeExceptionally(ProblemException.badRequest("The body ended before its end."));
            });
            request.resume();
        }

        private void take(Buffer chunk) {
            if (held + chunk.length() > LARGEST) {
                stop(tooLarge());
            } else if (!admission.hold(chunk.length())) {
                stop(overloaded());
            } else {
                held += chunk.length();
                body = body == null ? Buffer.buffer(chunk.length()).appendBuffer(chunk) : body.appendBuffer(chunk);
            }
        }

        private void stop(ProblemException problem) {
            release();
            throwAway(request);
            result.completeExceptionally(problem);
        }

        private void end() {
            if (!admission.enter()) {
                release();
                result.completeExceptionally(overloaded());
                return;
            }
            routing.addEndHandler(answered -> {
                release();
                admission.leave();
            });
            try {
                result.complete(packing.unpack(body == null ? new byte[0] : body.getBytes(), LARGEST));
            } catch (ProblemException e) {
                result.completeExceptionally(e);
            }
        }

        private void release() {
            admission.release(held);
            held = 0;
            body = null;
        }
    }

    private static void throwAway(HttpServerRequest request) {
        if (announced(request) > MOST_THROWN_AWAY) {
            request.response().putHeader("Connection", "close");
            return;
        }
        var thrownAway = new long[1];
        request.handler(chunk -> {
            thrownAway[0] += chunk.length();
            if (thrownAway[0] > MOST_THROWN_AWAY) {
                request.connection().close();
            }
        });
        request.endHandler(end -> {});
        request.exceptionHandler(gone -> {});
        request.resume();
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    static ProblemException tooLarge() {
        return ProblemException.tooLarge("A body is at most " + LARGEST + " bytes.");
    }

    private static ProblemException overloaded() {
        return ProblemException.unavailable("Too much at once (overloaded); send the same again.", RETRY_AFTER);
    }
}
