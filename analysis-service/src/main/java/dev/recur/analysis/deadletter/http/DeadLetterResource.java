package dev.recur.analysis.deadletter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.deadletter.DeadLetter;
import dev.recur.analysis.deadletter.DeadLetter.Position;
import dev.recur.analysis.deadletter.kafka.DeadLetterTopics;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import io.quarkus.security.identity.SecurityIdentity;
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
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Dead letters, for whoever runs the service. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Tag(name = "operation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class DeadLetterResource {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DeadLetterTopics topics;
    private final Transactions transactions;
    private final SecurityIdentity caller;
    private final Clock clock;

    DeadLetterResource(DeadLetterTopics topics, Transactions transactions, SecurityIdentity caller, Clock clock) {
        this.topics = topics;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    /** Records that were put aside, with their reasons. */
    @GET
    @Operation(summary = "Records that were put aside, with their reasons, and whether they have been put back")
    @APIResponse(
            responseCode = "200",
            description = "A page, the oldest of each partition first.",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(ref = "DeadLetterPage")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
            @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Limit.parse(limit);
        var after = position(Cursor.parse(cursor, 3));
        var page = Page.of(
                kafka(() -> topics.list(after, most + 1)),
                most,
                (DeadLetter last) -> Cursor.of(
                        last.at().topic(), last.at().partition(), last.at().offset()));
        return Answers.page(page.map(DeadLetterResource::view), uri);
    }

    /** Puts back, on the topics that they came from, all that have not been: once what was wrong is mended. */
    @POST
    @Path("/replay")
    @Operation(summary = "Puts back all that have not been: once what was wrong is mended")
    @APIResponse(responseCode = "200", description = "How many.", content = @Content(schema = @Schema(ref = "Replay")))
    public ObjectNode replay() {
        // before it, as Kafka knows nothing of this transaction: a replay is never left out of the log
        transactions.run(statements -> {
            var by = Caller.name(caller);
            AuditRows.add(
                    statements,
                    AuditRows.entry(clock.instant(), by, Action.DEAD_LETTERS_REPLAYED, "dead-letters", null, null));
            return true;
        });
        var done = kafka(topics::replay);
        return Json.object().put("replayed", done.replayed()).put("lost", done.lost());
    }

    private static <T> T kafka(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException e) {
            throw ProblemException.unavailable("Kafka does not answer; nothing is lost.", RETRY_AFTER);
        }
    }

    private static @Nullable Position position(@Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var key = cursor.key();
            return new Position(key.get(0), Integer.parseInt(key.get(1)), Long.parseLong(key.get(2)));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("cursor: is none that this list gave; leave it out to start anew");
        }
    }

    private static ObjectNode view(DeadLetter letter) {
        return Json.object()
                .put("topic", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("key", letter.key())
                .put("type", letter.type())
                .put("reason", letter.reason())
                .put("deadAt", letter.deadAt())
                .put("bytes", letter.bytes())
                .put("replayed", letter.replayed());
    }
}
