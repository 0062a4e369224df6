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
import org.jspecify.annotations.Nullable;

/** Dead letters, for whoever runs the service. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
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
    @Operation(summary = "Lists records that were put aside, with their reasons")
    public Response list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
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
    @Operation(summary = "Puts everything back that has not been yet, once what was wrong is mended")
    public DeadLetterBox.Replay replay() {
        changes.record(Action.DEAD_LETTERS_REPLAYED, "dead-letters");
        return asking(box::replay);
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
