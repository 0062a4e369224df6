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
import dev.recur.wire.report.Identity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a rule, saved or not, would have opened. */
@Path("/api/v1/rules/preview")
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
    public ObjectNode preview(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("against") @Nullable UUID against,
            byte[] body) {
        var between = QueryParameters.between(from, to);
        var draft = RuleResource.draft(body);
        var rule = new Rule(Identity.random(), 1, true, Instant.EPOCH, draft.definition());
        var preview = previews.of(rule, between);
        return PreviewWriter.view(preview, against == null ? null : previews.of(saved(against), between));
    }

    private Rule saved(UUID id) {
        return transactions
                .run(statements -> RuleRows.find(statements, id))
                .orElseThrow(() -> ProblemException.badRequest("against: there is no rule " + id));
    }
}
