package dev.recur.service.shutdown;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * From SIGTERM on the service is not ready, goes on answering for {@code quarkus.shutdown.delay}, and closes each
 * connection with its next answer. So a caller that keeps its connections finds another instance by itself: a connection that
 * the end of the process closed might have had a request on its way. (HTTP/2 has a frame that says so, and Vert.x sends it.)
 */
@ApplicationScoped
class LastAnswers {

    private static final int BEFORE_EVERYTHING = 1_000;

    private volatile boolean leaving;

    void leaving(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEFORE_EVERYTHING);
    }

    private void answer(RoutingContext context) {
        if (leaving && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.next();
    }
}
