package dev.recur.analysis.incident.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.incident.postgres.IncidentQuery.After;
import dev.recur.analysis.incident.postgres.IncidentReads;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Incidents as they stand, and the reports that they are the fold of. */
@Path("/api/v1/incidents")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
class IncidentResource {

    private final Transactions transactions;

    IncidentResource(Transactions transactions) {
        this.transactions = transactions;
    }

    @GET
    public Response list(
            @QueryParam("q") @Nullable String q,
            @QueryParam("where") @Nullable String where,
            @QueryParam("kind") List<String> kinds,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("status") @Nullable String status,
            @QueryParam("changedSince") @Nullable String changedSince,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        if (q != null) {
            throw ProblemException.badRequest("q: this version has no full-text search; use where");
        }
        if (sort != null && !sort.equals("-occurredAt")) {
            throw ProblemException.badRequest("sort: must be -occurredAt");
        }
        var query = new IncidentQuery(
                QueryParameters.where(where),
                QueryParameters.kinds(kinds),
                QueryParameters.between(from, to),
                QueryParameters.resolved(status),
                QueryParameters.time("changedSince", changedSince),
                false);
        var most = Limit.parse(limit);
        var after = QueryParameters.after(cursor, After::new);
        var page = Page.of(
                transactions.run(statements -> query.page(statements, after, most + 1)),
                most,
                (Incident last) -> Cursor.of(last.time(), last.incidentId()));
        return Answers.page(page.map(IncidentView::of), uri);
    }

    @GET
    @Path("/{id}")
    public IncidentView get(@RestPath UUID id) {
        return transactions
                .run(statements -> IncidentReads.find(statements, id))
                .map(IncidentView::of)
                .orElseThrow(() -> unknown(id));
    }

    /** The history of an incident, oldest first. */
    @GET
    @Path("/{id}/reports")
    public Page<ObjectNode> reports(@RestPath UUID id) {
        var reports = transactions.run(statements -> IncidentReads.reports(statements, id));
        if (reports.isEmpty()) {
            throw unknown(id);
        }
        return new Page<>(reports.stream().map(ReportView::of).toList(), null);
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("There is no incident " + id + "; it may not have arrived yet.");
    }
}
