package dev.recur.service.problem;

import dev.recur.wire.json.Json;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers a body that is announced as too large with a problem detail; Quarkus would answer with an empty 413. */
@ApplicationScoped
class BodyLimit {

    /** Before the limit of Quarkus, which stays for bodies of unknown length. */
    private static final int PRIORITY = 100;

    /** A body of up to that many times the limit is read to its end: who is cut off in writing may miss the answer. */
    private static final int POLITENESS = 8;

    private final long limit;

    /** A service that sets the property to nothing looks after its bodies itself. */
    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> limit) {
        this.limit = limit.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        var length = announced(request);
        if (length <= limit) {
            context.next();
        } else if (length <= limit * POLITENESS && !request.headers().contains(HttpHeaders.EXPECT)) {
            request.endHandler(end -> refuse(context));
            request.resume();
        } else {
            if (request.version() != HttpVersion.HTTP_2) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            refuse(context);
        }
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void refuse(RoutingContext context) {
        var body = Json.object()
                .put("type", "about:blank")
                .put("title", "Content too large")
                .put("status", 413)
                .put("detail", "The body is larger than " + limit + " bytes.")
                .put("instance", context.request().path());
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE)
                .end(Buffer.buffer(Json.write(body)));
    }
}
