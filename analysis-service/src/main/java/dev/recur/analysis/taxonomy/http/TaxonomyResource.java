package dev.recur.analysis.taxonomy.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.incident.postgres.TaxonomyEdits;
import dev.recur.analysis.taxonomy.Taxonomy;
import dev.recur.analysis.taxonomy.TaxonomyJson;
import dev.recur.service.paging.Answers;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Caller;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which dimensions and values there are, and which values stand for others. */
@Path("/api/v1/taxonomy")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "taxonomy")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class TaxonomyResource {

    private final TaxonomyEdits taxonomy;
    private final SecurityIdentity caller;

    TaxonomyResource(TaxonomyEdits taxonomy, SecurityIdentity caller) {
        this.taxonomy = taxonomy;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "Dimensions, their values, and which values stand for others")
    @APIResponse(
            responseCode = "200",
            description = "The latest version.",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(ref = "Taxonomy")))
    public Response get() {
        return answer(taxonomy.current());
    }

    @PUT
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change the taxonomy",
            description =
                    "A value with replacedBy counts as that one, in everything that was ever reported: incidents are"
                            + " counted anew in the background. What a closed dimension does not list counts as other.")
    @RequestBody(content = @Content(schema = @Schema(ref = "TaxonomyDraft")))
    @APIResponse(
            responseCode = "200",
            description = "The new version.",
            headers = @Header(name = "ETag", ref = "ETag"),
            content = @Content(schema = @Schema(ref = "Taxonomy")))
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "412", ref = "PreconditionFailed")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
    @APIResponse(responseCode = "428", ref = "PreconditionRequired")
    public Response put(
            @Parameter(ref = "ifMatch") @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        var problems = new Problems();
        var axes = TaxonomyJson.read(Json.read(body), problems)
                .orElseThrow(() -> ProblemException.badRequest(problems.all()));
        return answer(taxonomy.change(version -> Answers.checkVersion(ifMatch, version), axes, Caller.name(caller)));
    }

    private static Response answer(Taxonomy taxonomy) {
        var json = TaxonomyJson.write(taxonomy);
        var computed = json.putArray("computed");
        computed(computed.addObject(), "hour_band", List.of("business", "off", "sleep"));
        computed(
                computed.addObject(),
                "weekday",
                List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"));
        computed(computed.addObject(), "after", List.of());
        computed(computed.addObject(), "resolution", List.of("in_time", "late", "open"));
        return Answers.versioned(Response.ok(json), taxonomy.version()).build();
    }

    private static void computed(ObjectNode json, String name, List<String> values) {
        json.put("name", name);
        values.forEach(json.putArray("values")::add);
    }
}
