package dev.recur.service.paging;

import dev.recur.service.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many items a page has. */
public final class Limit {
    public static final int DEFAULT = 50;
    public static final int MOST = 500;

    private Limit() {}

    /**
     * Reads the query parameter.
     *
     * @throws ProblemException 400 when it is not from 1 to 500
     */
    public static int parse(@Nullable String text) {
        if (text == null) {
            return DEFAULT;
        }
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static ProblemException invalid(String text) {
        return ProblemException.badRequest("limit: must be from 1 to " + MOST + ", was " + text);
    }
}
