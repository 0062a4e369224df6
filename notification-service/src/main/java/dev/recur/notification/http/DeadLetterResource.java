package dev.recur.notification.http;

import dev.recur.messaging.deadletter.http.DeadLetterAnswers;
import dev.recur.notification.audit.Action;
import dev.recur.service.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dead letters, for whoever runs the service. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class DeadLetterResource {

    private final DeadLetterAnswers answers;
    private final Changes changes;

    DeadLetterResource(DeadLetterAnswers answers, Changes changes) {
        this.answers = answers;
        this.changes = changes;
    }

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "listDeadLetters", summary = "Lists records that were put aside, with their reasons")
    @APIResponse(responseCode = "200", ref = "DeadLetterPage")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @QueryParam("limit") @Schema(ref = "Limit") @Nullable String limit,
            @QueryParam("cursor") @Schema(ref = "Cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        return answers.list(limit, cursor, uri);
    }

    @POST
    @Path("/replay")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Puts everything back that has not been yet, once what was wrong is mended")
    @APIResponse(responseCode = "200", ref = "Replayed")
    public Response replay() {
        changes.record(Action.DEAD_LETTERS_REPLAYED, "dead-letters");
        return Response.ok(answers.replay()).build();
    }
}
