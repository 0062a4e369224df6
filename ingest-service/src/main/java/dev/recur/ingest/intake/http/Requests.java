package dev.recur.ingest.intake.http;

import dev.recur.ingest.intake.IdempotencyKey;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.trace.TraceParent;
import dev.recur.wire.topic.Headers;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Reads what a request says beside its body. */
public final class Requests {

    private Requests() {}

    /** Throws 400 for an {@code Idempotency-Key} that is none. */
    public static Submission submission(Transport transport, SecurityIdentity identity, HttpServerRequest request) {
        return submission(transport, sender(identity), request);
    }

    /** As {@link #submission(Transport, SecurityIdentity, HttpServerRequest)}, of somebody who is known otherwise. */
    public static Submission submission(Transport transport, Sender sender, HttpServerRequest request) {
        try {
            var key = IdempotencyKey.parse(request.getHeader("Idempotency-Key")).orElse(null);
            return new Submission(transport, sender, key, traceparent(request), System.nanoTime());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Sender sender(SecurityIdentity identity) {
        return new Sender(Caller.source(identity), Caller.sources(identity));
    }

    /** Of our own span of the request; while tracing is off, what the sender passed. */
    private static @Nullable String traceparent(HttpServerRequest request) {
        var ours = TraceParent.of(Span.current());
        return ours == null ? TraceParent.wellFormed(request.getHeader(Headers.TRACE_PARENT)) : ours;
    }
}
