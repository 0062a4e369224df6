package dev.recur.ingest.webhook.http;

import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.intake.http.Bodies;
import dev.recur.ingest.intake.http.Requests;
import dev.recur.ingest.webhook.Source;
import dev.recur.ingest.webhook.Sources;
import dev.recur.ingest.webhook.WebhookIntake;
import dev.recur.ingest.webhook.WebhookOutcome;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Webhooks in the sender's own format. 503, never 429, when it is too much: most senders repeat only after a 5xx. */
@Path("/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll // a source that signs needs no key, and any other does: WebhookIntake judges
@Tag(name = "webhooks")
class WebhooksResource {

    private static final String REQUEST_ORIGIN = "WebHook-Request-Origin";

    static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final WebhookIntake intake;
    private final Bodies bodies;
    private final Sources sources;
    private final Posts posts;

    WebhooksResource(WebhookIntake intake, Bodies bodies, Sources sources, Posts posts) {
        this.intake = intake;
        this.bodies = bodies;
        this.sources = sources;
        this.posts = posts;
    }

    @POST
    @Path("/{source}")
    @Consumes(MediaType.WILDCARD)
    @SecurityRequirementsSet
    @SecurityRequirement(name = "SecurityScheme")
    @Operation(
            operationId = "receiveWebhook",
            summary = "Take in what a monitoring system sends, as it sends it",
            description =
                    "A source that is configured with a secret shows by its signature that it is itself; any other"
                            + " needs an API key.")
    @Parameter(ref = "token")
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "WebhookBody")),
                @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(ref = "WebhookForm"))
            })
    @APIResponse(
            responseCode = "202",
            description = "Durable; ignored says how much of it was of no interest, and why.",
            content = @Content(schema = @Schema(ref = "Taken")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "404", ref = "NoSource")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "429", ref = "TooManyFailures")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<Response> post(
            @Parameter(ref = "source") @PathParam("source") String source, @Context RoutingContext routing) {
        var signs = sources.find(source).flatMap(Source::scheme).isPresent();
        return signs
                ? taken(source, Optional.empty(), routing)
                : posts.caller().chain(caller -> {
                    if (caller.isEmpty()) {
                        throw new UnauthorizedException();
                    }
                    return taken(source, caller, routing);
                });
    }

    private Uni<Response> taken(String source, Optional<Sender> caller, RoutingContext routing) {
        var sender = caller.orElseGet(() -> new Sender(source, Set.of(source)));
        var submission = Requests.submission(Transport.WEBHOOK, sender, routing.request());
        // A mapping may compute for milliseconds, which is long for an event loop.
        return bodies.read(routing)
                .map(body -> new Received(Posts.posted(routing.request(), body), submission.received()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(received -> Uni.createFrom()
                        .completionStage(
                                () -> intake.receive(source, received.posted(), caller, received.submission())))
                .map(outcome -> answer(source, outcome));
    }

    /** The handshake of the CloudEvents webhook specification: any origin may send, at any rate, with credentials. */
    @OPTIONS
    @Path("/{source}")
    @Operation(
            operationId = "agreeToWebhook",
            summary = "Agree to be sent CloudEvents",
            description =
                    "Of any source, also one that there is not: nothing but the webhook itself says which there are.")
    @APIResponse(responseCode = "200", ref = "Agreed")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Response handshake(
            @Parameter(ref = "source") @PathParam("source") String source,
            @Parameter(ref = "requestOrigin") @HeaderParam(REQUEST_ORIGIN) @Nullable String origin) {
        var answer = Response.ok().header(HttpHeaders.ALLOW, "OPTIONS, POST");
        return origin == null || origin.isBlank()
                ? answer.build()
                : answer.header("WebHook-Allowed-Origin", origin)
                        .header("WebHook-Allowed-Rate", "*")
                        .build();
    }

    private record Received(Posted posted, Submission submission) {}

    private static Response answer(String source, WebhookOutcome outcome) {
        return switch (outcome) {
            case WebhookOutcome.Taken taken -> taken(taken);
            case WebhookOutcome.UnknownSource unknown -> throw unknown(source);
            case WebhookOutcome.NotAuthenticated notAuthenticated -> throw new UnauthorizedException();
            case WebhookOutcome.NotAllowed(var detail) -> throw ProblemException.forbidden(detail);
            case WebhookOutcome.Unintelligible(var detail) ->
                throw ProblemException.badRequest(List.of(new Problem("", detail)));
            case WebhookOutcome.Unavailable(var reason) -> throw unavailable(reason);
            case WebhookOutcome.OverRate(var delay) -> throw overRate(delay);
            case WebhookOutcome.NotJudged notJudged ->
                throw ProblemException.unavailable(
                        "The signature cannot be judged now; send the same again.", RETRY_AFTER);
        };
    }

    static ProblemException overRate(Duration delay) {
        return ProblemException.unavailable("The source sends more than it may; send the same again.", delay);
    }

    static ProblemException unknown(String source) {
        return ProblemException.notFound("There is no source " + source + "; recur.sources configures one.");
    }

    static ProblemException unavailable(Appended.Reason reason) {
        return ProblemException.unavailable(
                "Kafka did not acknowledge (" + reason.wireName() + "); send the same again.", RETRY_AFTER);
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
}
