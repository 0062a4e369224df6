package dev.recur.analysis.http;

import dev.recur.analysis.postgres.DatabaseAway;
import dev.recur.service.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells callers that the same again later will do. */
final class OutageMapper {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ServerExceptionMapper
    Response away(DatabaseAway e, UriInfo uri) {
        var problem = ProblemException.unavailable("The database does not answer; nothing is lost.", RETRY_AFTER);
        return Response.status(problem.status())
                .entity(problem.body(uri.getPath()))
                .type("application/problem+json")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds())
                .build();
    }
}
