package dev.recur.ingest.intake.http;

import dev.recur.ingest.intake.Outcome;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.limit.RateLimits;
import dev.recur.ingest.limit.http.RateLimitHeaders;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Identifier;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reports about incidents, one or many at a time; a 202 is given only after Kafka has them. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.REPORTER)
@Tag(name = "incidents")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "413", ref = "TooLarge")
@APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class IncidentsResource {

    private final ReportIntake intake;
    private final Bodies bodies;
    private final SecurityIdentity identity;
    private final RateLimits limits;
    private final OutcomeAnswers answers;

    IncidentsResource(
            ReportIntake intake,
            Bodies bodies,
            SecurityIdentity identity,
            @Identifier("keys") RateLimits limits,
            OutcomeAnswers answers) {
        this.intake = intake;
        this.bodies = bodies;
        this.identity = identity;
        this.limits = limits;
        this.answers = answers;
    }

    @POST
    @Parameter(ref = "idempotencyKey")
    @Operation(operationId = "reportIncidents", summary = "Take in one report, or up to 1,000", description = """
            A CloudEvent's data is a report, its id the idempotency key; its time and source are the report's asOf and \
            source where the report has none. Binary mode (headers ce-…) is taken too. Of application/x-ndjson each line \
            is a report. Bodies may be gzip.""")
    @RequestBody(
            content = {
                @Content(mediaType = ContentTypes.JSON, schema = @Schema(ref = "ReportOrReports")),
                @Content(mediaType = ContentTypes.JSON_LINES, schema = @Schema(ref = "Report")),
                @Content(mediaType = ContentTypes.CLOUD_EVENT, schema = @Schema(ref = "ReportEvent")),
                @Content(mediaType = ContentTypes.CLOUD_EVENT_BATCH, schema = @Schema(ref = "ReportEvents"))
            })
    @APIResponse(responseCode = "202", ref = "Accepted")
    @APIResponse(responseCode = "207", ref = "PartlyAccepted")
    @APIResponse(responseCode = "400", ref = "NothingAccepted")
    public CompletionStage<Response> post(@Context RoutingContext routing) {
        var format = ContentTypes.format(routing.request());
        return answered(routing, (body, submission) -> intake.submit(body, format, submission));
    }

    @PATCH
    @Path("/{incidentId}")
    @Parameter(ref = "idempotencyKey")
    @Operation(operationId = "amendIncident", summary = "State facts that changed: absent says nothing, null clears")
    @RequestBody(
            content = {
                @Content(mediaType = ContentTypes.JSON, schema = @Schema(ref = "Amendment")),
                @Content(mediaType = ContentTypes.MERGE_PATCH, schema = @Schema(ref = "Amendment"))
            })
    @APIResponse(responseCode = "202", ref = "AcceptedOne")
    public CompletionStage<Response> patch(
            @Parameter(ref = "incidentId") @PathParam("incidentId") String incidentId,
            @Context RoutingContext routing) {
        ContentTypes.mustBeJson(routing.request());
        var id = id(incidentId);
        return answered(routing, (body, submission) -> intake.amend(id, body, submission));
    }

    @DELETE
    @Path("/{incidentId}")
    @Parameter(ref = "idempotencyKey")
    @Operation(operationId = "retractIncident", summary = "Retract an incident: it is counted no more")
    @APIResponse(responseCode = "202", ref = "AcceptedOne")
    public CompletionStage<Response> delete(
            @Parameter(ref = "incidentId") @PathParam("incidentId") String incidentId,
            @Parameter(ref = "reason") @QueryParam("reason") @Nullable String reason,
            @Parameter(ref = "asOf") @QueryParam("asOf") @Nullable String asOf,
            @Parameter(ref = "statedBy") @QueryParam("source") @Nullable String source,
            @Context RoutingContext routing) {
        var id = id(incidentId);
        var body = Json.write(Json.object()
                .put("reason", reason == null || reason.isBlank() ? null : reason)
                .put("asOf", asOf)
                .put("source", source));
        return answered(routing, (unread, submission) -> intake.retract(id, body, submission));
    }

    @POST
    @Path("/{incidentId}/restore")
    @Parameter(ref = "idempotencyKey")
    @Operation(operationId = "restoreIncident", summary = "Undo a retraction; the body may give reason and asOf")
    @RequestBody(content = @Content(mediaType = ContentTypes.JSON, schema = @Schema(ref = "Turn")), required = false)
    @APIResponse(responseCode = "202", ref = "AcceptedOne")
    public CompletionStage<Response> restore(
            @Parameter(ref = "incidentId") @PathParam("incidentId") String incidentId,
            @Context RoutingContext routing) {
        var id = id(incidentId);
        return answered(
                routing,
                (body, submission) ->
                        intake.restore(id, body.length == 0 ? Json.write(Json.object()) : body, submission));
    }

    private interface Taking {
        CompletionStage<Outcome> take(byte[] body, Submission submission);
    }

    /** Not a Uni, since each step of one carries the contexts of the request along, which nothing here asks for. */
    private CompletionStage<Response> answered(RoutingContext routing, Taking taking) {
        var submission = Requests.submission(Transport.API, identity, routing.request());
        var caller = submission.sender().name();
        RateLimitHeaders.tell(limits.take(caller), routing.response());
        var answer = new CompletableFuture<Response>();
        var unused = bodies.receive(routing)
                .thenCompose(body -> taking.take(body, submission.received()))
                .thenApply(outcome -> {
                    if (outcome instanceof Outcome.Many many) {
                        limits.takeOnCredit(caller, many.items().size() - 1);
                    }
                    return answers.answer(outcome);
                })
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        answer.complete(response);
                    } else {
                        answer.completeExceptionally(
                                failure instanceof CompletionException ? failure.getCause() : failure);
                    }
                });
        return answer;
    }

    private static UUID id(String text) {
        return ObjectReader.uuid(text, "", new Problems())
                .orElseThrow(() -> ProblemException.badRequest("incidentId in the path must be a UUID"));
    }
}
