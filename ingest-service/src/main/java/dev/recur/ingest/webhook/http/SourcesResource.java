package dev.recur.ingest.webhook.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.http.Bodies;
import dev.recur.ingest.webhook.DryRun;
import dev.recur.ingest.webhook.Source;
import dev.recur.ingest.webhook.Sources;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.report.ReportCodec;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The sources of webhooks, and what they would do. */
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyFailures")
@APIResponse(responseCode = "503", ref = "Unavailable")
class SourcesResource {

    private final Sources sources;
    private final DryRun dryRun;
    private final Bodies bodies;
    private final Posts posts;

    SourcesResource(Sources sources, DryRun dryRun, Bodies bodies, Posts posts) {
        this.sources = sources;
        this.dryRun = dryRun;
        this.bodies = bodies;
        this.posts = posts;
    }

    @GET
    @RolesAllowed({Roles.REPORTER, Roles.READER})
    @Operation(
            operationId = "listSources",
            summary = "The sources of webhooks: what understands them and how they sign, never a secret")
    @APIResponse(
            responseCode = "200",
            description = "All of them, by name.",
            content = @Content(schema = @Schema(ref = "SourcePage")))
    public Response list() {
        var body = Json.object();
        var items = body.putArray("items");
        sources.all().forEach(source -> items.add(shown(source)));
        body.putNull("next");
        return Response.ok(Json.write(body)).build();
    }

    private static ObjectNode shown(Source source) {
        var shown = Json.object()
                .put("name", source.name())
                .put("adapter", source.adapter())
                .put("scheme", source.scheme().map(scheme -> scheme.name()).orElse(null));
        var kind = source.understanding().kind();
        shown.put("kind", kind == null ? null : kind.wireName());
        var tags = shown.putObject("tags");
        source.understanding().tags().forEach((dimension, values) -> {
            var array = tags.putArray(dimension);
            values.forEach(array::add);
        });
        return shown;
    }

    @POST
    @Path("/{source}/dry-run")
    @Consumes(MediaType.WILDCARD)
    @PermitAll // a key to report with, or the signature that the webhook has
    @SecurityRequirementsSet
    @SecurityRequirement(name = "SecurityScheme")
    @Operation(
            operationId = "tryWebhook",
            summary = "What a webhook would do, and from where in it each fact comes; publishes nothing",
            description = "Takes the signature that the webhook has, or an API key.")
    @Parameter(ref = "token")
    @RequestBody(
            description = "The same body and headers as the webhook.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "WebhookBody")),
                @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, schema = @Schema(ref = "WebhookForm"))
            })
    @APIResponse(
            responseCode = "200",
            description = "The reports, with the provenance of each fact.",
            content = @Content(schema = @Schema(ref = "DryRun")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NoSource")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    public Uni<Response> dryRun(
            @Parameter(ref = "source") @PathParam("source") String source, @Context RoutingContext routing) {
        return bodies.read(routing)
                .map(body -> Posts.posted(routing.request(), body))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(posted -> dryRun.judge(source, posted) == DryRun.Signature.GENUINE
                        ? Uni.createFrom().item(answer(source, posted))
                        : posts.caller().map(caller -> {
                            if (!caller.orElseThrow(UnauthorizedException::new).maySpeakFor(source)) {
                                throw new ForbiddenException();
                            }
                            return answer(source, posted);
                        }));
    }

    private Response answer(String source, Posted posted) {
        return switch (dryRun.run(source, posted)) {
            case DryRun.UnknownSource unknown -> throw WebhooksResource.unknown(source);
            case DryRun.Unintelligible(var detail) ->
                throw ProblemException.badRequest(List.of(new Problem("", detail)));
            case DryRun.Understood understood ->
                Response.ok(Json.write(explained(understood))).build();
        };
    }

    private static ObjectNode explained(DryRun.Understood understood) {
        var body = Json.object()
                .put("source", understood.source().name())
                .put("adapter", understood.source().adapter())
                .put("signature", understood.signature().wireName())
                .put("accepted", understood.reports().size())
                .put("ignored", understood.ignored().size());
        var reports = body.putArray("reports");
        understood.reports().forEach(each -> {
            var report = (ObjectNode) Json.read(ReportCodec.encode(each.report()));
            var provenance = report.putObject("provenance");
            each.provenance().forEach((fact, places) -> {
                var array = provenance.putArray(fact);
                places.forEach(array::add);
            });
            var leftOut = report.putArray("leftOut");
            each.leftOut()
                    .forEach(problem -> leftOut.addObject()
                            .put("pointer", problem.pointer())
                            .put("detail", problem.detail()));
            reports.add(report);
        });
        var reasons = body.putArray("reasons");
        understood.ignored().forEach(reasons::add);
        return body;
    }
}
