package dev.recur.analysis.deadletter.http;

import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.messaging.deadletter.DeadLetterTopics;
import dev.recur.messaging.deadletter.http.DeadLetterAnswers;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
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

    private final DeadLetterAnswers answers;
    private final Transactions transactions;
    private final SecurityIdentity caller;
    private final Clock clock;

    DeadLetterResource(DeadLetterAnswers answers, Transactions transactions, SecurityIdentity caller, Clock clock) {
        this.answers = answers;
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
        return answers.list(limit, cursor, uri);
    }

    /** Puts back, on the topics that they came from, all that have not been: once what was wrong is mended. */
    @POST
    @Path("/replay")
    @Operation(summary = "Puts back all that have not been: once what was wrong is mended")
    @APIResponse(responseCode = "200", description = "How many.", content = @Content(schema = @Schema(ref = "Replay")))
    public DeadLetterTopics.Replay replay() {
        // before it, as Kafka knows nothing of this transaction: a replay is never left out of the log
        transactions.run(statements -> {
            var by = Caller.name(caller);
            AuditRows.add(
                    statements,
                    AuditRows.entry(clock.instant(), by, Action.DEAD_LETTERS_REPLAYED, "dead-letters", null, null));
            return true;
        });
        return answers.replay();
    }
}
