package dev.recur.notification.http;

import dev.recur.notification.audit.Action;
import dev.recur.notification.audit.Recording;
import dev.recur.notification.silence.Silence;
import dev.recur.notification.silence.SilenceForm;
import dev.recur.notification.silence.Silences;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Identity;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Silences: what nobody is told of, why, and until when. */
@Path("/api/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "silences")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class SilenceResource {

    private final Silences silences;
    private final SecurityIdentity identity;
    private final Clock clock;
    private final Changes changes;

    SilenceResource(Silences silences, SecurityIdentity identity, Clock clock, Changes changes) {
        this.silences = silences;
        this.identity = identity;
        this.clock = clock;
        this.changes = changes;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(
            operationId = "listSilences",
            summary = "Lists silences, newest first: upcoming, active and ended ones, or those of one state")
    @APIResponse(responseCode = "200", ref = "SilencePage")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @QueryParam("state") @Schema(ref = "SilenceState") @Nullable String state,
            @QueryParam("limit") @Schema(ref = "Limit") @Nullable String limit,
            @QueryParam("cursor") @Schema(ref = "Cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Limit.parse(limit);
        var now = now();
        var found = silences.list(state(state), now, Cursors.id(cursor), most + 1);
        var page = Page.of(found, most, silence -> Cursor.of(silence.id()));
        return Answers.page(page.map(silence -> SilenceView.of(silence, now)), uri);
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "createSilence",
            summary = "Silences what matches until an end, for a reason; its end sends a summary of what it held back")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewSilence")))
    @APIResponse(responseCode = "201", ref = "SilenceMade")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    public Response create(byte @Nullable [] body, @Context UriInfo uri) {
        var now = now();
        var form = Bodies.read(body, (json, problems) -> SilenceForm.read(json, now, problems));
        var silence = form.create(Identity.random(), Caller.name(identity), now);
        silences.add(silence, recording(Action.SILENCE_CREATED, silence.id(), now));
        var location =
                uri.getAbsolutePathBuilder().path(silence.id().toString()).build();
        return Response.created(location).entity(SilenceView.of(silence, now)).build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.READER)
    @Operation(operationId = "showSilence", summary = "Shows a silence, also after its end")
    @APIResponse(responseCode = "200", ref = "Silence")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response get(@PathParam("id") @Schema(format = "uuid") String id) {
        var found = silences.find(Bodies.id(id, "silence")).orElseThrow(() -> notFound(id));
        return Response.ok(SilenceView.of(found, now())).build();
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "endSilence", summary = "Ends a silence now; it stays on record")
    @APIResponse(responseCode = "204", ref = "NoContent")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response end(@PathParam("id") @Schema(format = "uuid") String id) {
        var known = Bodies.id(id, "silence");
        var now = now();
        if (silences.end(known, Caller.name(identity), now, recording(Action.SILENCE_ENDED, known, now))
                .isEmpty()) {
            throw notFound(id);
        }
        return Response.noContent().build();
    }

    private Recording<Silence> recording(Action action, UUID id, Instant now) {
        return changes.recording(action, "silence/" + id, silence -> SilenceView.of(silence, now));
    }

    private static Silence.@Nullable State state(@Nullable String text) {
        return text == null
                ? null
                : WireName.find(Silence.State.class, text)
                        .orElseThrow(() -> ProblemException.badRequest(
                                "state: must be one of " + WireName.allowed(Silence.State.class)));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("There is no silence " + id + " that has not ended.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
