package dev.recur.ingest.webhook.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.intake.http.Bodies;
import dev.recur.ingest.intake.http.Requests;
import dev.recur.ingest.webhook.EventsApi;
import dev.recur.ingest.webhook.Source;
import dev.recur.ingest.webhook.Sources;
import dev.recur.ingest.webhook.WebhookIntake;
import dev.recur.ingest.webhook.WebhookOutcome;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.ingest.webhook.signature.Schemes;
import dev.recur.ingest.webhook.signature.Verdict;
import dev.recur.service.problem.ProblemDetail;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The Events API v2 of PagerDuty as its receiver, so that what can talk to PagerDuty can talk to Recur. */
@Path("/v2/enqueue")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll // the routing key is the credential
@Tag(name = "webhooks")
class EventsResource {

    private static final String ADAPTER = "pagerduty-events";

    private final WebhookIntake intake;
    private final Sources sources;
    private final Bodies bodies;
    private final Posts posts;
    private final Clock clock;

    EventsResource(WebhookIntake intake, Sources sources, Bodies bodies, Posts posts, Clock clock) {
        this.intake = intake;
        this.sources = sources;
        this.bodies = bodies;
        this.posts = posts;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @SecurityRequirementsSet
    @SecurityRequirement(name = "SecurityScheme")
    @Operation(
            operationId = "enqueueEvent",
            summary = "Take in an event for PagerDuty",
            description = "The routing key is the secret of a source whose adapter is pagerduty-events; without such a"
                    + " source an API key in Authorization is needed.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PagerDutyEvent")))
    @APIResponse(
            responseCode = "202",
            description = "Durable, or of no interest.",
            content = @Content(schema = @Schema(ref = "PagerDutySuccess")))
    @APIResponse(
            responseCode = "400",
            description =
                    "An invalid event, or a routing key that nobody has; what PagerDuty would not say is a problem.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PagerDutyRefusal")),
                @Content(mediaType = ProblemDetail.MEDIA_TYPE, schema = @Schema(ref = "Problem"))
            })
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "429", ref = "TooManyFailures")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<Response> enqueue(@Context RoutingContext routing) {
        return bodies.read(routing)
                .map(body -> Posts.posted(routing.request(), body))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(posted -> taken(posted, routing));
    }

    private Uni<Response> taken(Posted posted, RoutingContext routing) {
        return switch (EventsApi.check(
                posted.body(), () -> UUID.randomUUID().toString().replace("-", ""))) {
            case EventsApi.Invalid(var errors) -> Uni.createFrom().item(invalid(errors));
            case EventsApi.Valid(var body, var dedupKey) -> {
                var event = new Posted(body, posted.headers(), posted.token());
                var source = source(event);
                yield source.isPresent()
                        ? receive(source.get(), event, dedupKey, Optional.empty(), routing)
                        : posts.caller()
                                .chain(caller -> caller.isEmpty()
                                        ? Uni.createFrom().item(invalid(List.of("Invalid routing key")))
                                        : receive(ADAPTER, event, dedupKey, caller, routing));
            }
        };
    }

    private Uni<Response> receive(
            String source, Posted event, String dedupKey, Optional<Sender> caller, RoutingContext routing) {
        var sender = caller.orElseGet(() -> new Sender(source, Set.of(source)));
        var submission = Requests.submission(Transport.WEBHOOK, sender, routing.request());
        return Uni.createFrom()
                .completionStage(() -> intake.receive(source, event, caller, submission))
                .map(outcome -> answer(dedupKey, outcome));
    }

    /** The source whose secret the routing key is. */
    private Optional<String> source(Posted event) {
        return sources.all().stream()
                .filter(source -> source.scheme()
                        .filter(scheme -> scheme.name().equals(Schemes.ROUTING_KEY))
                        .filter(scheme -> scheme.judge(event, clock.instant()) instanceof Verdict.Genuine)
                        .isPresent())
                .map(Source::name)
                .findFirst();
    }

    private static Response answer(String dedupKey, WebhookOutcome outcome) {
        return switch (outcome) {
            case WebhookOutcome.Taken taken ->
                Response.accepted(Json.write(Json.object()
                                .put("status", "success")
                                .put("message", "Event processed")
                                .put("dedup_key", dedupKey)))
                        .build();
            case WebhookOutcome.UnknownSource unknown -> invalid(List.of("Invalid routing key"));
            case WebhookOutcome.NotAuthenticated notAuthenticated -> invalid(List.of("Invalid routing key"));
            case WebhookOutcome.NotAllowed notAllowed -> invalid(List.of("Invalid routing key"));
            case WebhookOutcome.Unintelligible(var detail) -> invalid(List.of(detail));
            case WebhookOutcome.Unavailable(var reason) -> throw WebhooksResource.unavailable(reason);
            case WebhookOutcome.OverRate(var delay) -> throw WebhooksResource.overRate(delay);
            case WebhookOutcome.NotJudged notJudged ->
                throw ProblemException.unavailable("Send the same again.", WebhooksResource.RETRY_AFTER);
        };
    }

    private static Response invalid(List<String> errors) {
        ObjectNode body = Json.object().put("status", "invalid event").put("message", "Event object is invalid");
        var list = body.putArray("errors");
        errors.forEach(list::add);
        return Response.status(400).entity(Json.write(body)).build();
    }
}
