package dev.recur.service.paging;

import dev.recur.service.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Answers that need headers: pages with their {@code Link}, things with their {@code ETag}. */
public final class Answers {

    private Answers() {}

    /** A page, with a link to the next one where there is one (RFC 8288). */
    public static Response page(Page<?> page, UriInfo uri) {
        var answer = Response.ok(page);
        if (page.next() != null) {
            var next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", page.next())
                    .build();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.build();
    }

    /** A thing that can be edited, at its version. */
    public static Response.ResponseBuilder versioned(Response.ResponseBuilder answer, long version) {
        return answer.tag(tag(version));
    }

    /**
     * Refuses an edit that was not made on that version.
     *
     * @throws ProblemException 428 without {@code If-Match}, 412 when the version is another
     */
    public static void checkVersion(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemException.preconditionRequired();
        }
        var expected = '"' + tag(version).getValue() + '"';
        for (var candidate : ifMatch.split(",", -1)) {
            if (candidate.strip().equals(expected) || candidate.strip().equals("*")) {
                return;
            }
        }
        throw ProblemException.preconditionFailed();
    }

    private static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }
}
