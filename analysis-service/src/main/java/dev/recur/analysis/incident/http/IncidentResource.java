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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Incidents as they stand, and the reports that they are the fold of. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Tag(name = "incidents")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
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
    @APIResponse(
            responseCode = "200",
            description = "A page, or all of them.",
            headers = @Header(name = "Link", ref = "Link"),
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "IncidentPage")),
                @Content(mediaType = Csv.TYPE, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = IncidentExport.NDJSON, schema = @Schema(ref = "Incident"))
            })
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @Parameter(ref = "text") @QueryParam("q") @Nullable String q,
            @Parameter(ref = "where") @QueryParam("where") @Nullable String where,
            @Parameter(ref = "kind") @QueryParam("kind") List<String> kinds,
            @Parameter(ref = "from") @QueryParam("from") @Nullable String from,
            @Parameter(ref = "to") @QueryParam("to") @Nullable String to,
            @Parameter(ref = "incidentStatus") @QueryParam("status") @Nullable String status,
            @Parameter(ref = "changedSince") @QueryParam("changedSince") @Nullable String changedSince,
            @Parameter(ref = "sort") @QueryParam("sort") @Nullable String sort,
            @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
            @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
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
                        transactions.read(
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
    @APIResponse(responseCode = "204", description = "It is erased.")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public void erase(@RestPath UUID id) {
        if (!personalData.erase(id, Caller.name(caller))) {
            throw unknown(id);
        }
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An incident as it stands")
    @APIResponse(
            responseCode = "200",
            description = "The fold of its reports.",
            content = @Content(schema = @Schema(ref = "Incident")))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public IncidentView get(@RestPath UUID id) {
        return transactions
                .run(statements -> IncidentReads.find(statements, id))
                .map(IncidentView::of)
                .orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/{id}/reports")
    @Operation(summary = "The history of an incident, the oldest report first")
    @APIResponse(
            responseCode = "200",
            description = "All of its reports.",
            content = @Content(schema = @Schema(ref = "ReportPage")))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Page<ObjectNode> reports(@RestPath UUID id) {
        var reports = transactions.read(statements -> IncidentReads.reports(statements, id));
        if (reports.isEmpty()) {
            throw unknown(id);
        }
        return new Page<>(reports.stream().map(ReportView::of).toList(), null);
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound("There is no incident " + id + "; it may not have arrived yet.");
    }
}
