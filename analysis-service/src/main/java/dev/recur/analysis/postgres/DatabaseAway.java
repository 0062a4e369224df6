package dev.recur.analysis.postgres;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.util.concurrent.CompletionException;

/** The database does not answer, or not now. */
public final class DatabaseAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DatabaseAway(Throwable cause) {
        super("the database does not answer: " + cause.getMessage(), cause);
    }

    /** The failure, as one of these if it is one. SQLSTATE classes 08, 53 and 57 are the server's own trouble. */
    static RuntimeException of(RuntimeException failure) {
        return switch (failure) {
            case PgException e when isTrouble(String.valueOf(e.getSqlState())) -> new DatabaseAway(e);
            case ClosedConnectionException e -> new DatabaseAway(e);
            case TimeoutException e -> new DatabaseAway(e);
            case CompletionException e -> new DatabaseAway(e);
            default -> failure;
        };
    }

    private static boolean isTrouble(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
}
