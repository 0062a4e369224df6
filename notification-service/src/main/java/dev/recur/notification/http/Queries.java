package dev.recur.notification.http;

import dev.recur.notification.subscription.Where;
import dev.recur.notification.subscription.WhereReader;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Problems;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. */
final class Queries {

    private Queries() {}

    static Where where(@Nullable String text) {
        var problems = new Problems();
        var where = WhereReader.read(text, "where", problems);
        problems.all().stream().findFirst().ifPresent(problem -> {
            throw ProblemException.badRequest("where: " + problem.detail());
        });
        return where;
    }
}
