package dev.recur.ingest.intake.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.Outcome;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says an outcome in HTTP. */
@ApplicationScoped
public class OutcomeAnswers {

    /** A broker that restarts is back in a few seconds. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final String incidents;

    OutcomeAnswers(@ConfigProperty(name = "recur.analysis-url") URI analysisUrl) {
        this.incidents = analysisUrl.toString().replaceAll("/+$", "") + "/api/v1/incidents/";
    }

    Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                json(202, identities(accepted).put("status", "accepted"))
                        .location(URI.create(incidents + accepted.incidentId()))
                        .build();
            case Outcome.Many many -> many(many);
            case Outcome.Refused(var problems) -> throw ProblemException.badRequest(problems);
            case Outcome.NotAllowed(var detail) -> throw ProblemException.forbidden(detail);
            case Outcome.TooLarge(var detail) -> throw ProblemException.tooLarge(detail);
            case Outcome.Unavailable(var reason) -> throw unavailable(reason);
        };
    }

    /** 503, since what was sent is not known to be durable. */
    public static ProblemException unavailable(Appended.Reason reason) {
        return ProblemException.unavailable(
                "Kafka did not acknowledge (" + reason.wireName() + "); send the same again.", RETRY_AFTER);
    }

    private static Response many(Outcome.Many many) {
        var accepted = many.accepted();
        var rejected = many.items().size() - accepted;
        var body = Json.object().put("accepted", accepted).put("rejected", rejected);
        var items = body.putArray("items");
        for (int i = 0; i < many.items().size(); i++) {
            items.add(item(i, many.items().get(i)));
        }
        return json(rejected == 0 ? 202 : accepted == 0 ? 400 : 207, body).build();
    }

    private static ObjectNode item(int index, Outcome outcome) {
        var item = Json.object().put("index", index);
        switch (outcome) {
            case Outcome.Accepted accepted -> item.setAll(identities(accepted));
            case Outcome.Refused(var problems) -> errors(item, problems);
            case Outcome.NotAllowed(var detail) -> errors(item, List.of(new Problem("/source", detail)));
            case Outcome.TooLarge(var detail) -> errors(item, List.of(new Problem("", detail)));
            case Outcome.Many many -> throw new IllegalStateException("a batch in a batch");
            case Outcome.Unavailable unavailable -> throw new IllegalStateException("a batch is durable as a whole");
        }
        return item;
    }

    private static void errors(ObjectNode item, List<Problem> problems) {
        var errors = item.putArray("errors");
        problems.forEach(
                problem -> errors.addObject().put("pointer", problem.pointer()).put("detail", problem.detail()));
    }

    private static ObjectNode identities(Outcome.Accepted accepted) {
        return Json.object()
                .put("incidentId", accepted.incidentId().toString())
                .put("reportId", accepted.reportId().toString());
    }

    private static Response.ResponseBuilder json(int status, ObjectNode body) {
        return Response.status(status).entity(Json.write(body)).type(MediaType.APPLICATION_JSON_TYPE);
    }
}
