package dev.recur.analysis.investigation.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.investigation.postgres.Explanations;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Investigations that explain themselves. */
@Path("/api/v1/investigations/{id}/explain")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
class ExplainResource {

    private final Explanations explanations;

    ExplainResource(Explanations explanations) {
        this.explanations = explanations;
    }

    /** The rule and its version, what was counted, why it was opened, and what would change it. */
    @GET
    public ObjectNode explain(@RestPath UUID id) {
        return explanations
                .of(id)
                .orElseThrow(() -> ProblemException.notFound("There is no investigation " + id + "."));
    }
}
