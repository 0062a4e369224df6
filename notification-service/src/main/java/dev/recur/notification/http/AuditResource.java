package dev.recur.notification.http;

import dev.recur.notification.audit.AuditLog;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Who changed what. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
class AuditResource {

    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Operation(
            summary = "Every change that somebody made, the latest first",
            description =
                    "Of one caller by by, of one action or subject by action and subject, of a time by from and to.")
    @Parameter(name = "by", in = ParameterIn.QUERY)
    @Parameter(name = "action", in = ParameterIn.QUERY)
    @Parameter(name = "subject", in = ParameterIn.QUERY, example = "receiver/payments-hook")
    @Parameter(name = "from", in = ParameterIn.QUERY)
    @Parameter(name = "to", in = ParameterIn.QUERY)
    @Parameter(name = "limit", in = ParameterIn.QUERY)
    @Parameter(name = "cursor", in = ParameterIn.QUERY)
    public Response list(@Context UriInfo uri) {
        var query = new AuditQuery(uri.getQueryParameters());
        return Answers.page(query.page(log.find(query)).map(AuditEntry::toJson), uri);
    }
}
