package dev.recur.notification.http;

import static org.eclipse.microprofile.openapi.annotations.enums.ParameterIn.QUERY;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who changed what. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "operation")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class AuditResource {

    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @Operation(
            operationId = "listChanges",
            summary = "Every change that somebody made, the latest first",
            description =
                    "Of one caller by by, of one action or subject by action and subject, of a time by from and to.")
    @APIResponse(responseCode = "200", ref = "AuditPage")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @Parameter(name = "by", in = QUERY, schema = @Schema(type = STRING), example = "payments-team")
    @Parameter(name = "action", in = QUERY, schema = @Schema(type = STRING), example = "receiver_changed")
    @Parameter(name = "subject", in = QUERY, schema = @Schema(type = STRING), example = "receiver/payments-hook")
    @Parameter(name = "from", in = QUERY, schema = @Schema(type = STRING, format = "date-time"))
    @Parameter(name = "to", in = QUERY, schema = @Schema(type = STRING, format = "date-time"))
    @Parameter(
            name = "limit",
            in = QUERY,
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
    @Parameter(name = "cursor", in = QUERY, schema = @Schema(type = STRING))
    public Response list(@Context UriInfo uri) {
        var query = new AuditQuery(uri.getQueryParameters());
        return Answers.page(query.page(log.find(query)).map(AuditEntry::toJson), uri);
    }
}
