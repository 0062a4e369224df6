package dev.recur.analysis.count.http;

import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.count.CountQuery;
import dev.recur.analysis.count.CountTable;
import dev.recur.analysis.count.postgres.CountReads;
import dev.recur.analysis.count.postgres.Recount;
import dev.recur.analysis.csv.Csv;
import dev.recur.analysis.incident.http.QueryParameters;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How many incidents have what in common. */
@Path("/api/v1/counts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "counts")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class CountResource {

    private static final int MOST_DIMENSIONS = 3;
    private static final Set<Kind> DEFAULT_KINDS = Set.of(Kind.INCIDENT, Kind.SECURITY_INCIDENT);

    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final MediaType CSV = MediaType.valueOf(Csv.TYPE);

    private final Transactions transactions;
    private final OrganisationCalendar calendar;
    private final Clock clock;
    private final SecurityIdentity caller;

    CountResource(Transactions transactions, OrganisationCalendar calendar, Clock clock, SecurityIdentity caller) {
        this.transactions = transactions;
        this.calendar = calendar;
        this.clock = clock;
        this.caller = caller;
    }

    /** An answer, and of when it is. */
    record Counts(List<String> groupBy, CalendarUnit bucket, String zone, Instant asOf, List<CountTable.Line> rows) {}

    @GET
    @RolesAllowed(Roles.READER)
    @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
    @Operation(
            summary = "How many incidents have what in common, by bucket",
            description = "Groups by up to three dimensions, computed ones too; as CSV by Accept.")
    @APIResponse(
            responseCode = "200",
            description = "A row for each bucket and group that has any.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Counts")),
                @Content(mediaType = Csv.TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response get(
            @Parameter(ref = "groupBy") @QueryParam("groupBy") List<String> groupBy,
            @Parameter(ref = "bucket") @QueryParam("bucket") @Nullable String bucket,
            @Parameter(ref = "from") @QueryParam("from") @Nullable String from,
            @Parameter(ref = "to") @QueryParam("to") @Nullable String to,
            @Parameter(ref = "where") @QueryParam("where") @Nullable String where,
            @Parameter(ref = "kind") @QueryParam("kind") List<String> kinds,
            @Context HttpHeaders headers) {
        var counted = QueryParameters.kinds(kinds);
        var query = new CountQuery(
                dimensions(groupBy),
                bucket(bucket),
                QueryParameters.between(from, to),
                QueryParameters.where(where),
                counted.isEmpty() ? DEFAULT_KINDS : counted);
        var asOf = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var rows = transactions.read(statements -> CountReads.answer(statements, query, calendar));
        return headers.getAcceptableMediaTypes().getFirst().isCompatible(CSV)
                        && !headers.getAcceptableMediaTypes().getFirst().isCompatible(MediaType.APPLICATION_JSON_TYPE)
                ? Response.ok(CountCsv.of(query.groupBy(), rows), Csv.TYPE + ";charset=UTF-8")
                        .build()
                : Response.ok(new Counts(
                                query.groupBy(), query.bucket(), calendar.zone().getId(), asOf, rows))
                        .build();
    }

    /** Proves that the stored counts equal a recount, or says where they do not. */
    @GET
    @Path("/recount")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Prove that the stored counts equal a recount")
    @APIResponse(
            responseCode = "200",
            description = "Whether they do, and where they do not.",
            content = @Content(schema = @Schema(ref = "Recount")))
    public Recount.Result recount() {
        return transactions.read(Recount::of);
    }

    /** Puts counts right that are not what counting gives, while reports go on arriving, and says what it found. */
    @POST
    @Path("/recount")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Rebuild stored counts online; the answer says what was not equal before")
    @APIResponse(
            responseCode = "200",
            description = "What was not equal before.",
            content = @Content(schema = @Schema(ref = "Recount")))
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Recount.Result rebuild() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var result = transactions.run(this::rebuild);
            if (result.isPresent()) {
                return result.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw ProblemException.conflict("Counts are being added up all the time; try again later.");
    }

    private Optional<Recount.Result> rebuild(Statements statements) {
        var result = Recount.rebuild(statements);
        result.ifPresent(found -> AuditRows.add(
                statements,
                AuditRows.entry(
                        clock.instant(),
                        Caller.name(caller),
                        Action.COUNTS_REBUILT,
                        "counts",
                        Json.object().put("equal", found.equal()),
                        Json.object().put("equal", true))));
        return result;
    }

    private static List<String> dimensions(List<String> groupBy) {
        var dimensions = QueryParameters.split(groupBy).stream().distinct().toList();
        if (dimensions.size() > MOST_DIMENSIONS) {
            throw ProblemException.badRequest("groupBy: must be at most " + MOST_DIMENSIONS + " dimensions");
        }
        for (var dimension : dimensions) {
            Dimension.groupingProblem(dimension).ifPresent(detail -> {
                throw ProblemException.badRequest("groupBy: " + dimension + " " + detail);
            });
        }
        return dimensions;
    }

    private static CalendarUnit bucket(@Nullable String text) {
        return WireName.find(CalendarUnit.class, Objects.requireNonNullElse(text, "month"))
                .orElseThrow(() ->
                        ProblemException.badRequest("bucket: must be one of " + WireName.allowed(CalendarUnit.class)));
    }
}
