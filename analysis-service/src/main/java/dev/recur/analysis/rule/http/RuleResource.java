package dev.recur.analysis.rule.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleReader;
import dev.recur.analysis.rule.RuleWriter;
import dev.recur.analysis.rule.postgres.EditedRules;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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

/** Rules, as people edit them. */
@Path("/api/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class RuleResource {

    private final EditedRules rules;
    private final SecurityIdentity caller;

    RuleResource(EditedRules rules, SecurityIdentity caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "All rules, by name")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content = @Content(schema = @Schema(ref = "RulePage")))
    public Uni<Page<ObjectNode>> list() {
        return rules.all()
                .map(all -> new Page<>(all.stream().map(RuleWriter::view).toList(), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Make a rule")
    @RequestBody(content = @Content(schema = @Schema(ref = "RuleDraft")))
    @APIResponse(
            responseCode = "201",
            description = "It judges from now on.",
            headers = {@Header(name = "ETag", ref = "ETag"), @Header(name = "Location", ref = "Location")},
            content = @Content(schema = @Schema(ref = "Rule")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public Uni<Response> create(byte[] body) {
        return rules.create(draft(body), Caller.name(caller))
                .map(rule -> answer(Response.created(URI.create("/api/v1/rules/" + rule.id())), rule));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.READER)
    @Operation(summary = "A rule; its ETag is what a change asks for")
    @APIResponse(
            responseCode = "200",
            description = "At its latest version.",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(ref = "Rule")))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Uni<Response> get(@RestPath UUID id) {
        return rules.get(id).map(rule -> answer(Response.ok(), rule));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Change a rule, which makes a new version")
    @RequestBody(content = @Content(schema = @Schema(ref = "RuleDraft")))
    @APIResponse(
            responseCode = "200",
            description = "The new version.",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(ref = "Rule")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "428", ref = "PreconditionRequired")
    public Uni<Response> change(
            @RestPath UUID id,
            @Parameter(ref = "ifMatch") @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte[] body) {
        return rules.change(id, version -> Answers.checkVersion(ifMatch, version), draft(body), Caller.name(caller))
                .map(rule -> answer(Response.ok(), rule));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Delete a rule; what it opened stays as it is")
    @APIResponse(responseCode = "204", description = "It is deleted.")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "428", ref = "PreconditionRequired")
    public Uni<Void> delete(
            @RestPath UUID id,
            @Parameter(ref = "ifMatch") @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return rules.delete(id, version -> Answers.checkVersion(ifMatch, version), Caller.name(caller));
    }

    static RuleReader.Draft draft(byte[] body) {
        var problems = new Problems();
        return RuleReader.read(Json.read(body), problems)
                .orElseThrow(() -> ProblemException.badRequest(problems.all()));
    }

    private static Response answer(Response.ResponseBuilder answer, Rule rule) {
        return Answers.versioned(answer.entity(RuleWriter.view(rule)), rule.version())
                .build();
    }
}
