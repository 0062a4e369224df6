package dev.recur.analysis.investigation.http;

import dev.recur.analysis.incident.http.QueryParameters;
import dev.recur.analysis.investigation.DecisionReader;
import dev.recur.analysis.investigation.postgres.InvestigationQuery;
import dev.recur.analysis.investigation.postgres.InvestigationQuery.After;
import dev.recur.analysis.investigation.postgres.InvestigationReads;
import dev.recur.analysis.investigation.postgres.InvestigationReads.AfterEvidence;
import dev.recur.analysis.investigation.postgres.InvestigationReads.Versioned;
import dev.recur.analysis.investigation.postgres.Transitions;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Investigations, with the evidence that opened them. */
@Path("/api/v1/investigations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Tag(name = "investigations")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class InvestigationResource {

    private final InvestigationReads investigations;
    private final Transitions transitions;
    private final SecurityIdentity caller;
    private final Clock clock;

    InvestigationResource(
            InvestigationReads investigations, Transitions transitions, SecurityIdentity caller, Clock clock) {
        this.investigations = investigations;
        this.transitions = transitions;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Investigations, the latest opened first; from and to are about when they were opened",
            description =
                    "A page of many lists only the latest evidence of each, as /{id} lists the latest 500 of one.")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(ref = "InvestigationPage")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @Parameter(ref = "investigationStatus") @QueryParam("status") List<String> status,
            @Parameter(ref = "rule") @QueryParam("rule") @Nullable String rule,
            @Parameter(ref = "investigationWhere") @QueryParam("where") @Nullable String where,
            @Parameter(ref = "from") @QueryParam("from") @Nullable String from,
            @Parameter(ref = "to") @QueryParam("to") @Nullable String to,
            @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
            @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var query = new InvestigationQuery(
                statuses(status), rule, QueryParameters.where(where), QueryParameters.between(from, to));
        var most = Limit.parse(limit);
        var page = Page.of(
                investigations.page(query, QueryParameters.after(cursor, After::new), most + 1),
                most,
                (Investigation last) -> Cursor.of(last.openedAt(), last.investigationId()));
        return Answers.page(page.map(InvestigationEventCodec::toJson), uri);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An investigation with its latest evidence; its ETag is what a transition asks for")
    @APIResponse(
            responseCode = "200",
            description = "As it stands.",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(ref = "Investigation")))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response get(@RestPath UUID id) {
        return investigations.find(id).map(InvestigationResource::answer).orElseThrow(() -> unknown(id));
    }

    /** Takes the next step in the life of an investigation; asks for its ETag as {@code If-Match}. */
    @POST
    @Path("/{id}/transitions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Takes the next step: dismissed needs a note, accepted_risk a note and until")
    @RequestBody(content = @Content(schema = @Schema(ref = "Decision")))
    @APIResponse(
            responseCode = "200",
            description = "The investigation after it.",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(ref = "Investigation")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "428", ref = "PreconditionRequired")
    public Response move(
            @RestPath UUID id,
            @Parameter(ref = "ifMatch") @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte[] body) {
        var problems = new Problems();
        var decision = DecisionReader.read(Json.read(body), clock.instant(), problems)
                .orElseThrow(() -> ProblemException.badRequest(problems.all()));
        return transitions
                .take(id, version -> Answers.checkVersion(ifMatch, version), decision, Caller.name(caller))
                .map(InvestigationResource::answer)
                .orElseThrow(() -> unknown(id));
    }

    private static Response answer(Versioned found) {
        return Answers.versioned(Response.ok(InvestigationEventCodec.toJson(found.investigation())), found.version())
                .build();
    }

    /** All evidence, in the order of time. */
    @GET
    @Path("/{id}/evidence")
    @Operation(summary = "All that was counted, in the order of time")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(ref = "EvidencePage")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response evidence(
            @RestPath UUID id,
            @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
            @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Limit.parse(limit);
        var after = QueryParameters.after(cursor, AfterEvidence::new);
        var following = investigations.evidence(id, after, most + 1).orElseThrow(() -> unknown(id));
        var page = Page.of(
                following, most, (Investigation.Evidence last) -> Cursor.of(last.occurredAt(), last.incidentId()));
        return Answers.page(page, uri);
    }

    private static Set<Status> statuses(List<String> texts) {
        var statuses = EnumSet.noneOf(Status.class);
        QueryParameters.split(texts)
                .forEach(text -> statuses.add(WireName.find(Status.class, text)
                        .orElseThrow(() -> ProblemException.badRequest(
                                "status: must be one of " + WireName.allowed(Status.class) + ", was " + text))));
        return statuses;
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("There is no investigation " + id + ".");
    }
}
