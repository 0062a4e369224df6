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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Who changed what. */
@Path("/api/v1/audit")
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
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
    @Parameter(name = "by", in = ParameterIn.QUERY)
    @Parameter(name = "action", in = ParameterIn.QUERY)
    @Parameter(name = "subject", in = ParameterIn.QUERY, example = "rule/0190a4e8-0000-7000-8000-000000000001")
    @Parameter(name = "from", in = ParameterIn.QUERY)
    @Parameter(name = "to", in = ParameterIn.QUERY)
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    public Response list(@Context UriInfo uri) {
        var query = new AuditQuery(uri.getQueryParameters());
        var found = transactions.run(statements -> AuditRows.find(statements, query));
        return Answers.page(query.page(found).map(AuditEntry::toJson), uri);
    }
}
