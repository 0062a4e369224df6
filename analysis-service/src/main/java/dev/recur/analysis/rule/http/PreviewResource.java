package dev.recur.analysis.rule.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.incident.http.QueryParameters;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.rule.PreviewWriter;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.Previews;
import dev.recur.analysis.rule.postgres.RuleRows;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.Identity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a rule, saved or not, would have opened. */
@Path("/api/v1/rules/preview")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rules")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class PreviewResource {

    private final Previews previews;
    private final Transactions transactions;

    PreviewResource(Previews previews, Transactions transactions) {
        this.previews = previews;
        this.transactions = transactions;
    }

    /** Lists what crossed from one time to before another; {@code against} a saved rule also what is gained and lost. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.READER)
    @RunOnVirtualThread
    @Operation(summary = "List what a rule, saved or not, would have opened")
    @RequestBody(content = @Content(schema = @Schema(ref = "RuleDraft")))
    @APIResponse(
            responseCode = "200",
            description = "What crossed in that time; with against also what is gained and lost.",
            content = @Content(schema = @Schema(ref = "Preview")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public ObjectNode preview(
            @Parameter(ref = "from") @QueryParam("from") @Nullable String from,
            @Parameter(ref = "to") @QueryParam("to") @Nullable String to,
            @Parameter(ref = "against") @QueryParam("against") @Nullable String against,
            byte[] body) {
        var between = QueryParameters.between(from, to);
        var draft = RuleResource.draft(body);
        var rule = new Rule(Identity.random(), 1, true, Instant.EPOCH, draft.definition());
        var preview = previews.of(rule, between);
        return PreviewWriter.view(preview, against == null ? null : previews.of(saved(against), between));
    }

    private Rule saved(String against) {
        var id = ObjectReader.uuid(against, "", new Problems())
                .orElseThrow(() -> ProblemException.badRequest("against: must be a UUID, was " + against));
        return transactions
                .run(statements -> RuleRows.find(statements, id))
                .orElseThrow(() -> ProblemException.badRequest("against: there is no rule " + id));
    }
}
