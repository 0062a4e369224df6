package dev.recur.service.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.service.problem.ProblemDetail;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** {@code PUT /q/clock?to=2027-01-01T00:00:00Z} on the management port, where the clock is settable. */
@ApplicationScoped
class ClockRoute {

    private static final String PATH = "/q/clock";

    private final ClockConfig config;
    private final ServiceClock clock;

    ClockRoute(ClockConfig config, ServiceClock clock) {
        this.config = config;
        this.clock = clock;
    }

    void register(@Observes ManagementInterface management) {
        if (config.settable()) {
            management.router().get(PATH).handler(this::tell);
            management.router().put(PATH).handler(this::set);
        }
    }

    private void tell(RoutingContext context) {
        var body = Json.object().put("now", clock.instant().toString());
        answer(context, 200, "application/json", body);
    }

    private void set(RoutingContext context) {
        var to = context.request().getParam("to", "");
        var problems = new Problems();
        ObjectReader.time(to, "/to", problems)
                .ifPresentOrElse(
                        moment -> {
                            clock.setTo(moment);
                            tell(context);
                        },
                        () -> refuse(context, problems));
    }

    private static void refuse(RoutingContext context, Problems problems) {
        var body = Json.object()
                .put("type", "about:blank")
                .put("title", "Bad request")
                .put("status", 400)
                .put("detail", "to: " + problems.all().getFirst().detail())
                .put("instance", PATH);
        answer(context, 400, ProblemDetail.MEDIA_TYPE, body);
    }

    private static void answer(RoutingContext context, int status, String mediaType, ObjectNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
                .end(Buffer.buffer(Json.write(body)));
    }
}
