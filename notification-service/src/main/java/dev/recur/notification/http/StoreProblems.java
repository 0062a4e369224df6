package dev.recur.notification.http;

import dev.recur.notification.delivery.CannotStore;
import dev.recur.notification.delivery.StoreUnavailable;
import dev.recur.service.problem.ProblemDetail;
import dev.recur.service.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A database that is away is no fault of the caller's: try again. What it refuses is. */
final class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** What no row can hold, or what another request has just taken. */
    @ServerExceptionMapper
    Response refused(CannotStore e, UriInfo uri) {
        LOG.warnf("%s was refused: %s", uri.getPath(), e.getMessage());
        var problem = ProblemException.conflict("The store refuses this, as it is or as things stand by now.");
        return Response.status(problem.status())
                .type(ProblemDetail.MEDIA_TYPE)
                .entity(problem.body(uri.getPath()))
                .build();
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailable e, UriInfo uri) {
        LOG.warnf("%s failed: %s", uri.getPath(), e.getMessage());
        var problem = ProblemException.unavailable("The database does not answer; try again.", RETRY_AFTER);
        return Response.status(problem.status())
                .type(ProblemDetail.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds())
                .entity(problem.body(uri.getPath()))
                .build();
    }
}
