package dev.recur.ingest.nearmiss.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.http.Bodies;
import dev.recur.ingest.nearmiss.NearMissIntake;
import dev.recur.ingest.nearmiss.NearMissOutcome;
import dev.recur.ingest.nearmiss.Receipt;
import dev.recur.ingest.nearmiss.Reporter;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A page for people who nearly broke something: plain HTML, no script, nothing to sign in to, done in 20 seconds. */
@Path("/report")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class ReportPage {

    private static final List<String> FIELDS =
            List.of("what", "component", "team", "potentialSeverity", "savedBy", "when", "contact", "receipt");
    private static final int MOST_FIELDS = 20;
    private static final List<Map.Entry<String, String>> LEVELS = List.of(
            Map.entry("sev1", "A disaster, told to the public"),
            Map.entry("sev2", "Bad for many customers"),
            Map.entry("sev3", "Bad for some, or likely to grow"),
            Map.entry("sev4", "Small, customers could go on"),
            Map.entry("sev5", "Only unsightly"));

    private final NearMissIntake intake;
    private final Bodies bodies;
    private final Reporters reporters;
    private final Template form;
    private final Template thanks;

    ReportPage(
            NearMissIntake intake,
            Bodies bodies,
            Reporters reporters,
            @Location("report.html") Template form,
            @Location("thanks.html") Template thanks) {
        this.intake = intake;
        this.bodies = bodies;
        this.reporters = reporters;
        this.form = form;
        this.thanks = thanks;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        mustBeAnonymous();
        return form(200, Map.of(), List.of());
    }

    @POST
    @Operation(hidden = true)
    public Uni<Response> take(@Context RoutingContext routing) {
        mustBeAnonymous();
        var type = routing.request().getHeader("Content-Type");
        if (type == null || !type.startsWith(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw ProblemException.unsupportedMediaType(
                    "The Content-Type must be " + MediaType.APPLICATION_FORM_URLENCODED + ".");
        }
        return reporters
                .of(routing)
                .chain(reporter -> bodies.read(routing).chain(body -> {
                    var fields = fields(body);
                    return tell(fields, Reporters.received(reporter)).map(outcome -> answer(outcome, fields));
                }));
    }

    /** A page has no key to send. */
    private void mustBeAnonymous() {
        if (!reporters.areAnonymous()) {
            throw ProblemException.notFound("Near misses need a key here: POST /api/v1/near-misses takes them.");
        }
    }

    private Uni<NearMissOutcome> tell(Map<String, String> fields, Reporter reporter) {
        var typed = fields.get("receipt");
        if (typed == null) {
            return Uni.createFrom().completionStage(() -> intake.report(told(fields), reporter));
        }
        return Receipt.parse(typed)
                .map(receipt -> Uni.createFrom().completionStage(() -> intake.add(receipt, told(fields), reporter)))
                .orElseGet(() -> Uni.createFrom()
                        .item(new NearMissOutcome.Refused(
                                List.of(new Problem("/receipt", "is no receipt; is there a typing error in it?")))));
    }

    private Response answer(NearMissOutcome outcome, Map<String, String> fields) {
        return switch (outcome) {
            case NearMissOutcome.Told(var receipt) ->
                Pages.html(200, thanks.data("receipt", receipt.text()).data("more", fields.containsKey("receipt")));
            case NearMissOutcome.Refused(var problems) -> form(400, fields, problems);
            case NearMissOutcome.Unavailable unavailable ->
                form(503, fields, List.of(new Problem("", "We could not keep it just now; please send it again.")));
        };
    }

    private Response form(int status, Map<String, String> fields, List<Problem> problems) {
        var values = FIELDS.stream().collect(Collectors.toMap(name -> name, name -> fields.getOrDefault(name, "")));
        var errors = FIELDS.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> problems.stream()
                                .filter(problem -> problem.pointer().equals("/" + name))
                                .map(Problem::detail)
                                .collect(Collectors.joining("; "))));
        var elsewhere = problems.stream()
                .filter(problem -> !errors.containsKey(problem.pointer().replaceFirst("^/", "")))
                .map(Problem::detail)
                .toList();
        return Pages.html(
                status,
                form.data("value", values)
                        .data("error", errors)
                        .data("elsewhere", elsewhere)
                        .data("levels", LEVELS)
                        .data("ok", problems.isEmpty()));
    }

    /** What was filled in. */
    private static Map<String, String> fields(byte[] body) {
        var fields = new LinkedHashMap<String, String>();
        try {
            new QueryStringDecoder(new String(body, UTF_8), UTF_8, false, MOST_FIELDS)
                    .parameters()
                    .forEach((name, values) -> {
                        if (!values.getFirst().isBlank()) {
                            fields.put(name, values.getFirst().strip());
                        }
                    });
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("The body is not what a form sends.");
        }
        return fields;
    }

    private static ObjectNode told(Map<String, String> fields) {
        var told = Json.object();
        fields.forEach((name, value) -> {
            if (!name.equals("receipt")) {
                told.put(name, name.equals("when") ? time(value) : value);
            }
        });
        return told;
    }

    /** A browser's time has neither seconds nor an offset. */
    private static String time(String value) {
        return value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?")
                ? (value.length() == 16 ? value + ":00Z" : value + "Z")
                : value;
    }
}
