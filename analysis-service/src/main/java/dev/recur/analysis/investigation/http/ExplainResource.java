package dev.recur.analysis.investigation.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.investigation.postgres.Explanations;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Investigations that explain themselves. */
@Path("/api/v1/investigations/{id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Tag(name = "investigations")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
class ExplainResource {

    private final Explanations explanations;

    ExplainResource(Explanations explanations) {
        this.explanations = explanations;
    }

    /** The rule and its version, what was counted, why it was opened, and what would change it. */
    @GET
    @Operation(summary = "The rule and its version, what was counted, why it was opened, and what would change it")
    @APIResponse(
            responseCode = "200",
            description = "In words and numbers.",
            content = @Content(schema = @Schema(ref = "Explanation")))
    @APIResponse(responseCode = "404", ref = "NotFound")
    public ObjectNode explain(@RestPath UUID id) {
        return explanations
                .of(id)
                .orElseThrow(() -> ProblemException.notFound("There is no investigation " + id + "."));
    }
}
