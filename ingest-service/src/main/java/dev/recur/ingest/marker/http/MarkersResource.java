package dev.recur.ingest.marker.http;

import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.intake.http.Bodies;
import dev.recur.ingest.intake.http.ContentTypes;
import dev.recur.ingest.intake.http.OutcomeAnswers;
import dev.recur.ingest.intake.http.Requests;
import dev.recur.ingest.limit.RateLimits;
import dev.recur.ingest.limit.http.RateLimitHeaders;
import dev.recur.ingest.marker.MarkerIntake;
import dev.recur.ingest.marker.MarkerOutcome;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Markers; a 202 is given only after Kafka has them. */
@Path("/api/v1/markers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.REPORTER)
@Tag(name = "markers")
class MarkersResource {

    private final MarkerIntake intake;
    private final Bodies bodies;
    private final SecurityIdentity identity;
    private final RateLimits limits;

    MarkersResource(
            MarkerIntake intake, Bodies bodies, SecurityIdentity identity, @Identifier("keys") RateLimits limits) {
        this.intake = intake;
        this.bodies = bodies;
        this.identity = identity;
        this.limits = limits;
    }

    @POST
    @Parameter(ref = "idempotencyKey")
    @Operation(
            operationId = "recordMarker",
            summary = "Take in a dated thing that happened to the organisation",
            description = "source and externalId give it an identity, as they do for incidents: of several records of"
                    + " one marker the last stands.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Marker")))
    @APIResponse(
            responseCode = "202",
            description = "Durable; markerId says under which identity.",
            headers = {
                @Header(name = "RateLimit-Policy", ref = "RateLimitPolicy"),
                @Header(name = "RateLimit", ref = "RateLimit")
            },
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "AcceptedMarker")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "401", ref = "Unauthorized")
    @APIResponse(responseCode = "403", ref = "Forbidden")
    @APIResponse(responseCode = "406", ref = "NotAcceptable")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    @APIResponse(responseCode = "503", ref = "Unavailable")
    public Uni<Response> post(@Context RoutingContext routing) {
        ContentTypes.mustBeJson(routing.request());
        var submission = Requests.submission(Transport.API, identity, routing.request());
        RateLimitHeaders.tell(limits.take(submission.sender().name()), routing.response());
        return bodies.read(routing)
                .chain(body -> Uni.createFrom().completionStage(() -> intake.submit(body, submission.received())))
                .map(MarkersResource::answer);
    }

    private static Response answer(MarkerOutcome outcome) {
        return switch (outcome) {
            case MarkerOutcome.Accepted(var markerId) ->
                Response.accepted(Json.write(Json.object().put("markerId", markerId.toString())))
                        .build();
            case MarkerOutcome.Refused(var problems) -> throw ProblemException.badRequest(problems);
            case MarkerOutcome.NotAllowed(var detail) -> throw ProblemException.forbidden(detail);
            case MarkerOutcome.Unavailable(var reason) -> throw OutcomeAnswers.unavailable(reason);
        };
    }
}
