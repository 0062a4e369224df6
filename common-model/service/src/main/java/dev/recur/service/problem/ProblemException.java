package dev.recur.service.problem;

import dev.recur.wire.json.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem detail. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient List<Problem> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(
            int status, String title, String detail, List<Problem> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** 400 with every problem of the body. */
    public static ProblemException badRequest(List<Problem> errors) {
        return new ProblemException(400, "Bad request", "The request is not valid; see errors.", errors, null);
    }

    /** 400 for something that has no place in a body, such as a query parameter. */
    public static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad request", detail, List.of(), null);
    }

    public static ProblemException unauthorized(String detail) {
        return new ProblemException(401, "Unauthorized", detail, List.of(), null);
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, "Forbidden", detail, List.of(), null);
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not found", detail, List.of(), null);
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(409, "Conflict", detail, List.of(), null);
    }

    public static ProblemException preconditionFailed() {
        return new ProblemException(
                412, "Precondition failed", "It was changed meanwhile: read it again.", List.of(), null);
    }

    public static ProblemException tooLarge(String detail) {
        return new ProblemException(413, "Content too large", detail, List.of(), null);
    }

    public static ProblemException unsupportedMediaType(String detail) {
        return new ProblemException(415, "Unsupported media type", detail, List.of(), null);
    }

    public static ProblemException preconditionRequired() {
        return new ProblemException(
                428, "Precondition required", "Send the ETag that you read as If-Match.", List.of(), null);
    }

    /** 429: the caller is over its rate. */
    public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
        return new ProblemException(429, "Too many requests", detail, List.of(), retryAfter);
    }

    /** 503: nothing is wrong with the request, and the same again later will do. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(503, "Service unavailable", detail, List.of(), retryAfter);
    }

    public int status() {
        return status;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The body for a request to that path. */
    public ProblemDetail body(String instance) {
        return new ProblemDetail("about:blank", title, status, getMessage(), instance, errors);
    }
}
