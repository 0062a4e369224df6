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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Rules, as people edit them. */
@Path("/api/v1/rules")
class RuleResource {

    private final EditedRules rules;
    private final SecurityIdentity caller;

    RuleResource(EditedRules rules, SecurityIdentity caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.READER)
    public Uni<Page<ObjectNode>> list() {
        return rules.all()
                .map(all -> new Page<>(all.stream().map(RuleWriter::view).toList(), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.EDITOR)
    public Uni<Response> create(byte[] body) {
        return rules.create(draft(body), Caller.name(caller))
                .map(rule -> answer(Response.created(URI.create("/api/v1/rules/" + rule.id())), rule));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.READER)
    public Uni<Response> get(@RestPath UUID id) {
        return rules.get(id).map(rule -> answer(Response.ok(), rule));
    }

    /** Makes a new version. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.EDITOR)
    public Uni<Response> change(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        return rules.change(id, version -> Answers.checkVersion(ifMatch, version), draft(body), Caller.name(caller))
                .map(rule -> answer(Response.ok(), rule));
    }

    /** Deletes a rule; what it opened stays as it is. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    public Uni<Void> delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
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
