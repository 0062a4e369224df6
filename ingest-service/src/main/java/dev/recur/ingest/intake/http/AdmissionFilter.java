package dev.recur.ingest.intake.http;

import dev.recur.ingest.intake.Admission;
import dev.recur.service.problem.ProblemDetail;
import dev.recur.wire.json.Json;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses under overload before anything else is done for a request: saying no has to cost far less than serving, or
 * there is no time left to serve.
 */
@ApplicationScoped
class AdmissionFilter {

    private static final int FIRST = 1_000;

    private final Admission admission;

    AdmissionFilter(Admission admission) {
        this.admission = admission;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext routing) {
        if (!admission.isFull() || HttpMethod.GET.equals(routing.request().method())) {
            routing.next();
            return;
        }
        var body = Json.object()
                .put("type", "about:blank")
                .put("title", "Service unavailable")
                .put("status", 503)
                .put("detail", "Too much at once (overloaded); send the same again.")
                .put("instance", routing.request().path());
        routing.response()
                .setStatusCode(503)
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Bodies.RETRY_AFTER.toSeconds()))
                .end(Buffer.buffer(Json.write(body)));
    }
}
