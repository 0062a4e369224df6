package dev.recur.analysis.audit.http;

import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.service.audit.AuditEntry;
import dev.recur.service.audit.AuditQuery;
import dev.recur.service.paging.Answers;
import dev.recur.service.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who changed what. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
@Tag(name = "operation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class AuditResource {

    private final Transactions transactions;

    AuditResource(Transactions transactions) {
        this.transactions = transactions;
    }

    @GET
    @Operation(
            summary = "Every change that somebody made, the latest first",
            description =
                    "Of one caller by by, of one action or subject by action and subject, of a time by from and to.")
    @Parameter(name = "by", in = ParameterIn.QUERY, ref = "by")
    @Parameter(name = "action", in = ParameterIn.QUERY, ref = "action")
    @Parameter(name = "subject", in = ParameterIn.QUERY, ref = "subject")
    @Parameter(name = "from", in = ParameterIn.QUERY, ref = "from")
    @Parameter(name = "to", in = ParameterIn.QUERY, ref = "to")
    @Parameter(name = "limit", in = ParameterIn.QUERY, ref = "limit")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, ref = "cursor")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(ref = "AuditPage")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(@Context UriInfo uri) {
        var query = new AuditQuery(uri.getQueryParameters());
        var found = transactions.read(statements -> AuditRows.find(statements, query));
        return Answers.page(query.page(found).map(AuditEntry::toJson), uri);
    }
}
