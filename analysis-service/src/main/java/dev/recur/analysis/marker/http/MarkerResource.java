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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Markers as they stand, for whoever wants to see what incidents are judged before and after. */
@Path("/api/v1/markers")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
class MarkerResource {

    private final Transactions transactions;

    MarkerResource(Transactions transactions) {
        this.transactions = transactions;
    }

    @GET
    @Operation(summary = "Markers, the latest start first; from and to are about their starts")
    public Response list(
            @QueryParam("type") @Nullable String type,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var wanted = type == null ? null : QueryParameters.text("type", type);
        var startingIn = QueryParameters.between(from, to);
        var most = Limit.parse(limit);
        var after = QueryParameters.after(cursor, After::new);
        var page = Page.of(
                transactions.run(statements -> MarkerRows.page(statements, wanted, startingIn, after, most + 1)),
                most,
                (Marker last) -> Cursor.of(last.startsAt(), last.markerId()));
        return Answers.page(page, uri);
    }
}
