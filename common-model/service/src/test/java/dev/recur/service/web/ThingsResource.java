package dev.recur.service.web;

import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.matcher.Matchers;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Stands for the resources of the services: lists, takes bodies, asks for each role, and fails in every way. */
@Path("/things")
@Produces(MediaType.APPLICATION_JSON)
public class ThingsResource {

    private final SecurityIdentity caller;

    ThingsResource(SecurityIdentity caller) {
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.READER)
    public Response list(
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @QueryParam("where") String where,
            @Context UriInfo uri) {
        Matchers.parse(where == null ? "" : where);
        var position = Cursor.parse(cursor, 1);
        var first = position == null ? 0 : Integer.parseInt(position.key().getFirst()) + 1;
        var most = Limit.parse(limit);
        var oneMore =
                IntStream.range(first, Math.min(5, first + most + 1)).boxed().toList();
        return Answers.page(Page.of(oneMore, most, Cursor::of), uri);
    }

    @GET
    @Path("caller")
    @RolesAllowed({Roles.REPORTER, Roles.READER})
    public List<String> caller() {
        return List.of(
                Caller.name(caller),
                Boolean.toString(Caller.maySpeakFor(caller, "alertmanager")),
                Boolean.toString(Caller.maySpeakFor(caller, "grafana")),
                Caller.source(caller));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REPORTER)
    public Response report(byte[] body) {
        return Response.accepted(Json.write(Json.read(body))).build();
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Roles.EDITOR)
    public Response edit(@PathParam("id") UUID id) {
        return Answers.versioned(Response.ok("{}"), 7).build();
    }

    /** For nobody, as it does not say for whom. */
    @GET
    @Path("forgotten")
    public String forgotten() {
        return "open";
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    public void delete(@PathParam("id") UUID id) {}

    @GET
    @PermitAll
    @Path("failures/{name}")
    public String fail(@PathParam("name") String name) {
        throw switch (name) {
            case "errors" ->
                ProblemException.badRequest(
                        List.of(new Problem("/title", "is required"), new Problem("/tags/user", "names a person")));
            case "away" -> ProblemException.unavailable("Kafka does not answer.", Duration.ofMillis(100));
            case "missing" -> ProblemException.notFound("There is no such thing.");
            default -> new IllegalStateException("password=hunter2");
        };
    }
}
