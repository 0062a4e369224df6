package dev.recur.ingest.intake.http;

import dev.recur.service.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads request bodies on the event loop and stops at the limit, whether the sender announced the length or not. What
 * comes after the limit is thrown away unread, so that the sender gets to hear why, up to a bound.
 */
public final class Bodies {

    /** Largest body, in bytes. */
    public static final int LARGEST = 1024 * 1024;

    /** A sender that goes on for longer than this is cut off. */
    private static final int MOST_THROWN_AWAY = 16 * LARGEST;

    private Bodies() {}

    /** The body of a request, once it is there as a whole; fails with 413. */
    public static Uni<byte[]> read(RoutingContext routing) {
        return Uni.createFrom().emitter(emitter -> {
            var request = routing.request();
            if (announced(request) > LARGEST) {
                throwAway(request);
                emitter.fail(tooLarge());
                return;
            }
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                routing.response().writeContinue();
            }
            collect(request, emitter);
        });
    }

    private static void collect(HttpServerRequest request, UniEmitter<? super byte[]> emitter) {
        if (request.isEnded()) {
            emitter.complete(new byte[0]);
            return;
        }
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > LARGEST) {
                throwAway(request);
                emitter.fail(tooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> emitter.complete(body.getBytes()));
        request.exceptionHandler(gone -> emitter.fail(ProblemException.badRequest("The body ended before its end.")));
        request.resume();
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

    private static ProblemException tooLarge() {
        return ProblemException.tooLarge("A body is at most " + LARGEST + " bytes.");
    }
}
