package dev.recur.service.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tells a browser how to take each answer, as data that loads nothing, where the answer does not say so itself: two policies
 * on one page would both hold.
 */
@ApplicationScoped
class AnswerHeaders {

    /** Before whatever refuses a request: refusals are answers too. */
    private static final int PRIORITY = 10_000;

    private static final String POLICY = "Content-Security-Policy";
    private static final String DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String SWAGGER_UI = "/q/swagger-ui";
    private static final String OUR_SCRIPTS = "default-src 'self'; script-src 'self' 'unsafe-inline';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(AnswerHeaders::add, PRIORITY);
    }

    private static void add(RoutingContext routing) {
        routing.addHeadersEndHandler(end -> {
            var headers = routing.response().headers();
            var path = routing.request().path();
            say(headers, POLICY, path != null && path.startsWith(SWAGGER_UI) ? OUR_SCRIPTS : DATA);
            say(headers, "X-Content-Type-Options", "nosniff");
            say(headers, "Referrer-Policy", "no-referrer");
        });
        routing.next();
    }

    private static void say(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
