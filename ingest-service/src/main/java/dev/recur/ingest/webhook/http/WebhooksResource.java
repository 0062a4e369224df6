package dev.recur.ingest.webhook.http;

import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.intake.http.Bodies;
import dev.recur.ingest.intake.http.Requests;
import dev.recur.ingest.webhook.WebhookIntake;
import dev.recur.ingest.webhook.WebhookOutcome;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Webhooks in the sender's own format. 503, never 429, when it is too much: most senders repeat only after a 5xx. */
@Path("/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.REPORTER)
@Tag(name = "webhooks")
class WebhooksResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final WebhookIntake intake;
    private final Bodies bodies;
    private final SecurityIdentity identity;

    WebhooksResource(WebhookIntake intake, Bodies bodies, SecurityIdentity identity) {
        this.intake = intake;
        this.bodies = bodies;
        this.identity = identity;
    }

    @POST
    @Path("/{source}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Take in what a monitoring system sends, as it sends it")
    @RequestBody(content = @Content(mediaType = "application/json"))
    @APIResponse(
            responseCode = "202",
            description = "Durable; ignored says how much of it was of no interest, and why.")
    @APIResponse(responseCode = "400", description = "The body is not JSON.")
    @APIResponse(responseCode = "404", description = "There is no such source.")
    @APIResponse(responseCode = "503", description = "Kafka did not acknowledge in time: try again after Retry-After.")
    public Uni<Response> post(@PathParam("source") String source, @Context RoutingContext routing) {
        var submission = Requests.submission(Transport.WEBHOOK, identity, routing.request());
        var headers = headers(routing.request());
        // A mapping may compute for milliseconds, which is long for an event loop.
        return bodies.read(routing)
                .map(body -> new Received(body, submission.received()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(received -> Uni.createFrom()
                        .completionStage(() -> intake.receive(source, received.body(), headers, received.submission())))
                .map(outcome -> answer(source, outcome));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Received(byte[] body, Submission submission) {}

    private static Response answer(String source, WebhookOutcome outcome) {
        return switch (outcome) {
            case WebhookOutcome.Taken taken -> taken(taken);
            case WebhookOutcome.UnknownSource unknown ->
                throw ProblemException.notFound("There is no source " + source + "; recur.sources configures one.");
            case WebhookOutcome.NotAllowed(var detail) -> throw ProblemException.forbidden(detail);
            case WebhookOutcome.Unintelligible(var detail) ->
                throw ProblemException.badRequest(List.of(new Problem("", detail)));
            case WebhookOutcome.Unavailable(var reason) ->
                throw ProblemException.unavailable(
                        "Kafka did not acknowledge (" + reason.wireName() + "); send the same again.", RETRY_AFTER);
        };
    }

    private static Response taken(WebhookOutcome.Taken taken) {
        var body = Json.object()
                .put("accepted", taken.reports().size())
                .put("ignored", taken.ignored().size());
        var incidents = body.putArray("incidents");
        taken.reports()
                .forEach(report -> incidents
                        .addObject()
                        .put("incidentId", report.incidentId().toString())
                        .put("reportId", report.reportId().toString()));
        var reasons = body.putArray("reasons");
        taken.ignored().forEach(reasons::add);
        return Response.accepted(Json.write(body)).build();
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        var headers = new HashMap<String, String>();
        request.headers().forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers.keySet().removeAll(List.of("authorization", "cookie", "proxy-authorization"));
        return headers;
    }
}
