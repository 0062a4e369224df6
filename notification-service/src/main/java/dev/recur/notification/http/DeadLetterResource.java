package dev.recur.notification.http;

import dev.recur.notification.audit.Action;
import dev.recur.notification.deadletter.DeadLetter;
import dev.recur.notification.deadletter.DeadLetterBox;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
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
import java.time.Duration;
import java.util.function.Supplier;
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

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DeadLetterBox box;
    private final Changes changes;

    DeadLetterResource(DeadLetterBox box, Changes changes) {
        this.box = box;
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
        var most = Limit.parse(limit);
        var after = position(cursor);
        var found = asking(() -> box.list(after, most + 1));
        return Answers.page(
                Page.of(
                        found,
                        most,
                        last -> Cursor.of(last.at().partition(), last.at().offset())),
                uri);
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
        return Response.ok(asking(box::replay)).build();
    }

    private static <T> T asking(Supplier<T> work) {
        try {
            return work.get();
        } catch (DeadLetterBox.Unavailable e) {
            throw ProblemException.unavailable("Kafka does not answer; nothing is lost.", RETRY_AFTER);
        }
    }

    private static DeadLetter.@Nullable Position position(@Nullable String text) {
        var cursor = Cursor.parse(text, 2);
        if (cursor == null) {
            return null;
        }
        try {
            return new DeadLetter.Position(
                    Integer.parseInt(cursor.key().getFirst()),
                    Long.parseLong(cursor.key().getLast()));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("cursor: is none that this list gave; leave it out to start anew");
        }
    }
}
