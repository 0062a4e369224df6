package dev.recur.analysis.count.http;

import dev.recur.analysis.count.Coverage;
import dev.recur.analysis.count.postgres.CoverageReads;
import dev.recur.analysis.incident.http.QueryParameters;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.service.security.Roles;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.OrganisationCalendar;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is tagged, and what is not. */
@Path("/api/v1/coverage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Tag(name = "counts")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class CoverageResource {

    private static final Set<Kind> DEFAULT_KINDS = Set.of(Kind.INCIDENT, Kind.SECURITY_INCIDENT);

    private final Transactions transactions;
    private final OrganisationCalendar calendar;

    CoverageResource(Transactions transactions, OrganisationCalendar calendar) {
        this.transactions = transactions;
        this.calendar = calendar;
    }

    @GET
    @Operation(
            summary = "For each dimension how many incidents have a value and how many lack one",
            description = "Counts what counts do: kind is incident and security_incident unless it says otherwise."
                    + " GET /api/v1/incidents?where=cause=\"\" lists those that lack one.")
    @APIResponse(
            responseCode = "200",
            description = "All dimensions, by name.",
            content = @Content(schema = @Schema(ref = "Coverage")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Coverage get(
            @Parameter(ref = "from") @QueryParam("from") @Nullable String from,
            @Parameter(ref = "to") @QueryParam("to") @Nullable String to,
            @Parameter(ref = "where") @QueryParam("where") @Nullable String where,
            @Parameter(ref = "kind") @QueryParam("kind") List<String> kinds) {
        var between = QueryParameters.between(from, to);
        var matchers = QueryParameters.where(where);
        var counted = QueryParameters.kinds(kinds);
        return transactions.read(statements -> CoverageReads.answer(
                statements, between, matchers, counted.isEmpty() ? DEFAULT_KINDS : counted, calendar));
    }
}
