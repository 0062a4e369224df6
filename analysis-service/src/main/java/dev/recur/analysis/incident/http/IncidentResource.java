package dev.recur.analysis.incident.http;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.csv.Csv;
import dev.recur.analysis.incident.postgres.IncidentQuery;
import dev.recur.analysis.incident.postgres.IncidentQuery.After;
import dev.recur.analysis.incident.postgres.IncidentQuery.Found;
import dev.recur.analysis.incident.postgres.IncidentQuery.Order;
import dev.recur.analysis.incident.postgres.IncidentReads;
import dev.recur.analysis.intake.PersonalData;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Incidents as they stand, and the reports that they are the fold of. */
@Path("/api/v1/incidents")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
class IncidentResource {

    private static final int LONGEST_TEXT = 1000;

    private final Transactions transactions;
    private final IncidentExport export;
    private final PersonalData personalData;
    private final SecurityIdentity caller;

    IncidentResource(
            Transactions transactions, IncidentExport export, PersonalData personalData, SecurityIdentity caller) {
        this.transactions = transactions;
        this.export = export;
        this.personalData = personalData;
        this.caller = caller;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Csv.TYPE, IncidentExport.NDJSON})
    @Operation(
            summary = "Search incidents",
            description = "As JSON a page; as CSV or NDJSON, by Accept, all that there are after the cursor."
                    + " sort is -occurredAt, occurredAt, -changedAt or changedAt.")
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
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        var query = new IncidentQuery(
                words(q),
                QueryParameters.where(where),
                QueryParameters.kinds(kinds),
                QueryParameters.between(from, to),
                QueryParameters.resolved(status),
                QueryParameters.time("changedSince", changedSince),
                false,
                order(sort));
        var most = Limit.parse(limit);
        var after = QueryParameters.after(cursor, After::new);
        return switch (accepted(headers)) {
            case Csv.TYPE -> export.csv(query, after);
            case IncidentExport.NDJSON -> export.ndjson(query, after);
            default -> {
                var page = Page.of(
                        transactions.run(
                                statements -> query.resolved(statements).page(statements, after, most + 1)),
                        most,
                        (Found last) -> Cursor.of(last.at(), last.incident().incidentId()));
                yield Answers.page(page.map(found -> IncidentView.of(found.incident())), uri);
            }
        };
    }

    private static @Nullable String words(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return null;
        }
        if (q.length() > LONGEST_TEXT) {
            throw ProblemException.badRequest("q: must be at most " + LONGEST_TEXT + " characters, was " + q.length());
        }
        return QueryParameters.text("q", q);
    }

    private static Order order(@Nullable String sort) {
        var wanted = Objects.requireNonNullElse(sort, Order.LATEST_FIRST.sort());
        return Stream.of(Order.values())
                .filter(order -> order.sort().equals(wanted))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("sort: must be one of "
                        + Stream.of(Order.values()).map(Order::sort).collect(joining(", ")) + ", was " + wanted));
    }

    /** The first of ours that the caller accepts by name; JSON otherwise. */
    private static String accepted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .map(type -> type.getType() + "/" + type.getSubtype())
                .filter(List.of(MediaType.APPLICATION_JSON, Csv.TYPE, IncidentExport.NDJSON)::contains)
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON);
    }

    @DELETE
    @Path("/{id}/personal-data")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Erase what may be about a person",
            description =
                    "Takes free text, links, original ids and values as typed out of every table, and publishes the"
                            + " reports again without. What is reported of the incident later is stored without them too.")
    public void erase(@RestPath UUID id) {
        if (!personalData.erase(id, Caller.name(caller))) {
            throw unknown(id);
        }
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
