package dev.recur.ingest.intake.http;

import dev.recur.ingest.intake.Outcome;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
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
@APIResponse(responseCode = "400", description = "Bad input, every error of it.")
@APIResponse(responseCode = "413", description = "A body over 1 MiB, a report over 256 KiB, over 1,000 reports.")
@APIResponse(responseCode = "503", description = "Kafka did not acknowledge in time: try again after Retry-After.")
class IncidentsResource {

    private static final String KEY = "Idempotency-Key";
    private static final String KEY_SAYS = "Makes sending the same request again harmless.";
    private static final String EXAMPLE = """
            {"source": "checkout-tool", "externalId": "INC-4711", "title": "Checkout answered 5xx", "severity": "sev2",
             "occurredAt": "2026-11-22T03:00:00Z", "tags": {"component": ["payments"]}}""";

    private final ReportIntake intake;
    private final SecurityIdentity identity;
    private final OutcomeAnswers answers;

    IncidentsResource(ReportIntake intake, SecurityIdentity identity, OutcomeAnswers answers) {
        this.intake = intake;
        this.identity = identity;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(name = KEY, in = ParameterIn.HEADER, description = KEY_SAYS)
    @Operation(summary = "Take in one report, or an array of up to 1,000")
    @RequestBody(
            description = "title is required unless externalId or correlationKey says which incident is meant.",
            content =
                    @Content(mediaType = "application/json", examples = @ExampleObject(name = "one", value = EXAMPLE)))
    @APIResponse(responseCode = "202", description = "All of it is durable.")
    @APIResponse(responseCode = "207", description = "Some reports of the array are durable; errors say which not.")
    public Uni<Response> post(@Context RoutingContext routing) {
        return answered(routing, intake::submit);
    }

    @PATCH
    @Path("/{incidentId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Parameter(name = KEY, in = ParameterIn.HEADER, description = KEY_SAYS)
    @Operation(summary = "State facts that changed: absent says nothing, null clears")
    @RequestBody(content = @Content(mediaType = "application/json"))
    @APIResponse(responseCode = "202", description = "Durable.")
    public Uni<Response> patch(@PathParam("incidentId") String incidentId, @Context RoutingContext routing) {
        var id = id(incidentId);
        return answered(routing, (body, submission) -> intake.amend(id, body, submission));
    }

    @DELETE
    @Path("/{incidentId}")
    @Parameter(name = KEY, in = ParameterIn.HEADER, description = KEY_SAYS)
    @Operation(summary = "Retract an incident: it is counted no more")
    @APIResponse(responseCode = "202", description = "Durable.")
    public Uni<Response> delete(
            @PathParam("incidentId") String incidentId,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("asOf") @Nullable String asOf,
            @QueryParam("source") @Nullable String source,
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
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @Parameter(name = KEY, in = ParameterIn.HEADER, description = KEY_SAYS)
    @Operation(summary = "Undo a retraction; the body may give reason and asOf")
    @APIResponse(responseCode = "202", description = "Durable.")
    public Uni<Response> restore(@PathParam("incidentId") String incidentId, @Context RoutingContext routing) {
        var id = id(incidentId);
        return answered(
                routing,
                (body, submission) ->
                        intake.restore(id, body.length == 0 ? Json.write(Json.object()) : body, submission));
    }

    private interface Taking {
        CompletionStage<Outcome> take(byte[] body, Submission submission);
    }

    private Uni<Response> answered(RoutingContext routing, Taking taking) {
        var submission = Requests.submission(Transport.API, identity, routing.request());
        return Bodies.read(routing)
                .chain(body -> Uni.createFrom().completionStage(() -> taking.take(body, submission.received())))
                .map(answers::answer);
    }

    private static UUID id(String text) {
        return ObjectReader.uuid(text, "", new Problems())
                .orElseThrow(() -> ProblemException.badRequest("incidentId in the path must be a UUID"));
    }
}
