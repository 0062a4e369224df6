package dev.recur.analysis.marker.http;

import dev.recur.analysis.incident.http.QueryParameters;
import dev.recur.analysis.marker.postgres.MarkerRows;
import dev.recur.analysis.marker.postgres.MarkerRows.After;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.security.Roles;
import dev.recur.wire.marker.Marker;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Markers as they stand, for whoever wants to see what incidents are judged before and after. */
@Path("/api/v1/markers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Tag(name = "markers")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class MarkerResource {

    private final Transactions transactions;

    MarkerResource(Transactions transactions) {
        this.transactions = transactions;
    }

    @GET
    @Operation(summary = "Markers, the latest start first; from and to are about their starts")
    @APIResponse(
            responseCode = "200",
            description = "A page.",
            headers = @Header(name = "Link", ref = "Link"),
            content = @Content(schema = @Schema(ref = "MarkerPage")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @Parameter(ref = "markerType") @QueryParam("type") @Nullable String type,
            @Parameter(ref = "from") @QueryParam("from") @Nullable String from,
            @Parameter(ref = "to") @QueryParam("to") @Nullable String to,
            @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
            @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var wanted = type == null ? null : QueryParameters.text("type", type);
        var startingIn = QueryParameters.between(from, to);
        var most = Limit.parse(limit);
        var after = QueryParameters.after(cursor, After::new);
        var page = Page.of(
                transactions.read(statements -> MarkerRows.page(statements, wanted, startingIn, after, most + 1)),
                most,
                (Marker last) -> Cursor.of(last.startsAt(), last.markerId()));
        return Answers.page(page, uri);
    }
}
