package dev.recur.service.problem;

import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.Problem;
import dev.recur.wire.matcher.MalformedMatchers;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request early into a problem detail; never a stack trace. */
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Pattern RECEIPT = Pattern.compile("nm_[^/]*");

    private final AllowedMethods allowed;

    ProblemMappers(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        var response = Response.status(e.status()).entity(e.body(uri.getPath())).type(ProblemDetail.MEDIA_TYPE);
        var retryAfter = e.retryAfter();
        return retryAfter == null
                ? response.build()
                : response.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                        .build();
    }

    @ServerExceptionMapper
    Response malformedJson(MalformedJson e, UriInfo uri) {
        return problem(ProblemException.badRequest(List.of(new Problem("", e.detail()))), uri);
    }

    @ServerExceptionMapper
    Response malformedMatchers(MalformedMatchers e, UriInfo uri) {
        return problem(ProblemException.badRequest("where: " + e.getMessage()), uri);
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e, UriInfo uri) {
        var status = e.getResponse().getStatus();
        if (status >= 500) {
            LOG.error("failed at " + withoutSecrets(uri.getPath()), e);
        }
        var reason = e.getResponse().getStatusInfo().getReasonPhrase();
        var response = of(status, reason, detail(status), uri);
        return status == 405
                ? response.header(HttpHeaders.ALLOW, allowed.at(uri.getPath())).build()
                : response.build();
    }

    @ServerExceptionMapper
    Response unexpected(Exception e, UriInfo uri) {
        LOG.error("failed at " + withoutSecrets(uri.getPath()), e);
        return of(500, "Internal server error", "Something went wrong here; it has been logged.", uri)
                .build();
    }

    /** The receipt of a near miss is the only way to add to it, and known to nobody but its reporter. */
    private static String withoutSecrets(String path) {
        return RECEIPT.matcher(path).replaceAll("nm_…");
    }

    private static @Nullable String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know that method.";
            case 406 -> "This cannot be had in any of the media types of the Accept header.";
            case 413 -> "The body is too large.";
            case 415 -> "The Content-Type of the body is not one that is taken here.";
            default -> null;
        };
    }

    private static Response.ResponseBuilder of(int status, String title, @Nullable String detail, UriInfo uri) {
        var body = new ProblemDetail("about:blank", title, status, detail, uri.getPath(), List.of());
        return Response.status(status).entity(body).type(ProblemDetail.MEDIA_TYPE);
    }
}
