package dev.recur.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recur.wire.json.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, RFC 9457.
 *
 * @param errors every problem of a bad body, empty for other errors
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetail(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        List<Problem> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";
}
