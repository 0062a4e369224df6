package dev.recur.service.security;

import dev.recur.service.problem.ProblemDetail;
import dev.recur.service.problem.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as problem details. */
final class SecurityMappers {

    private final FailedAuthentications failures;
    private final CurrentVertxRequest request;

    SecurityMappers(FailedAuthentications failures, CurrentVertxRequest request) {
        this.failures = failures;
        this.request = request;
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, UriInfo uri) {
        return unauthorized(uri);
    }

    @ServerExceptionMapper
    Response authenticationFailed(AuthenticationFailedException e, UriInfo uri) {
        var remote = request.getCurrent().request().remoteAddress();
        return failures.count(remote == null ? "" : remote.hostAddress())
                .map(delay -> tooMany(delay, uri))
                .orElseGet(() -> unauthorized(uri));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, UriInfo uri) {
        return problem(ProblemException.forbidden("This key does not have the role that this takes."), uri)
                .build();
    }

    /** The same for every cause: whoever guesses keys learns nothing. */
    private static Response unauthorized(UriInfo uri) {
        return problem(ProblemException.unauthorized("Send a valid API key: Authorization: Bearer rk_…"), uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response tooMany(Duration delay, UriInfo uri) {
        return problem(ProblemException.tooManyRequests("Too many requests without a valid API key.", delay), uri)
                .header(HttpHeaders.RETRY_AFTER, Math.max(1, delay.toSeconds()))
                .build();
    }

    private static Response.ResponseBuilder problem(ProblemException e, UriInfo uri) {
        return Response.status(e.status()).entity(e.body(uri.getPath())).type(ProblemDetail.MEDIA_TYPE);
    }
}
