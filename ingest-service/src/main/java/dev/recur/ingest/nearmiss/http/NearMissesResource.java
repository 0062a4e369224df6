package dev.recur.ingest.nearmiss.http;

import dev.recur.ingest.intake.http.Bodies;
import dev.recur.ingest.intake.http.ContentTypes;
import dev.recur.ingest.intake.http.OutcomeAnswers;
import dev.recur.ingest.nearmiss.NearMissIntake;
import dev.recur.ingest.nearmiss.NearMissOutcome;
import dev.recur.ingest.nearmiss.Receipt;
import dev.recur.ingest.nearmiss.Reporter;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Near misses; an answer in thanks is given only after Kafka has them. */
@Path("/api/v1/near-misses")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "near misses")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "413", ref = "TooLarge")
@APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class NearMissesResource {

    static final String THANKS = "Thank you. What you told us may spare somebody else the trouble.";

    private final NearMissIntake intake;
    private final Bodies bodies;
    private final Reporters reporters;

    NearMissesResource(NearMissIntake intake, Bodies bodies, Reporters reporters) {
        this.intake = intake;
        this.bodies = bodies;
        this.reporters = reporters;
    }

    @POST
    @Operation(
            operationId = "reportNearMiss",
            summary = "Tell of a near miss; what nearly happened is enough",
            description = "Without a key, unless this service is configured otherwise; then nothing is kept that could"
                    + " find the reporter, and times are cut to the hour.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NearMiss")))
    @APIResponse(
            responseCode = "201",
            description = "Durable.",
            headers = {
                @Header(name = "RateLimit-Policy", ref = "RateLimitPolicy"),
                @Header(name = "RateLimit", ref = "RateLimit")
            },
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Receipt")))
    public Uni<Response> post(@Context RoutingContext routing) {
        return answered(routing, 201, intake::report);
    }

    @POST
    @Path("/{receipt}")
    @Operation(
            operationId = "addToNearMiss",
            summary = "Tell more about the near miss of a receipt: absent says nothing, null clears")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NearMissAddition")))
    @APIResponse(
            responseCode = "202",
            description = "Durable; the receipt is the same.",
            headers = {
                @Header(name = "RateLimit-Policy", ref = "RateLimitPolicy"),
                @Header(name = "RateLimit", ref = "RateLimit")
            },
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Receipt")))
    @APIResponse(responseCode = "404", ref = "NoReceipt")
    public Uni<Response> add(
            @Parameter(ref = "receipt") @PathParam("receipt") String receipt, @Context RoutingContext routing) {
        var known = Receipt.parse(receipt).orElseThrow(NearMissesResource::noReceipt);
        return answered(routing, 202, (body, reporter) -> intake.add(known, body, reporter));
    }

    private static ProblemException noReceipt() {
        return ProblemException.notFound("This cannot be a receipt; is there a typing error in it?");
    }

    private interface Telling {
        CompletionStage<NearMissOutcome> tell(byte[] body, Reporter reporter);
    }

    private Uni<Response> answered(RoutingContext routing, int status, Telling telling) {
        ContentTypes.mustBeJson(routing.request());
        return reporters
                .of(routing)
                .chain(reporter -> bodies.read(routing)
                        .chain(body -> Uni.createFrom()
                                .completionStage(() -> telling.tell(body, Reporters.received(reporter)))))
                .map(outcome -> answer(status, outcome));
    }

    private static Response answer(int status, NearMissOutcome outcome) {
        return switch (outcome) {
            case NearMissOutcome.Told(var receipt) ->
                Response.status(status)
                        .entity(Json.write(
                                Json.object().put("receipt", receipt.text()).put("thanks", THANKS)))
                        .header("Cache-Control", "no-store")
                        .build();
            case NearMissOutcome.Refused(var problems) -> throw ProblemException.badRequest(problems);
            case NearMissOutcome.Unavailable(var reason) -> throw OutcomeAnswers.unavailable(reason);
        };
    }
}
