package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.investigation.Investigation.Transition;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.WireName;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The lives of investigations as rows, a row for each step. */
public final class TransitionRows {

    private static final String ADD = """
            insert into investigation_transition (investigation_id, ordinal, from_status, to_status, at, actor, note,
                until)
            select $1, count(*), $2, $3, $4, $5, $6, $7 from investigation_transition where investigation_id = $1
            """;

    private TransitionRows() {}

    public static void add(Statements statements, UUID id, Transition transition) {
        var from = transition.from();
        statements.run(
                ADD,
                id,
                from == null ? null : from.wireName(),
                transition.to().wireName(),
                Times.toSql(transition.at()),
                transition.by(),
                transition.note(),
                Times.toSqlOrNull(transition.until()));
    }

    /** The life of an investigation so far, oldest step first. */
    public static List<Transition> of(Statements statements, UUID id) {
        return ask(statements, Set.of(id)).get().getOrDefault(id, List.of());
    }

    /** The lives of several. */
    static Supplier<Map<UUID, List<Transition>>> ask(Statements statements, Collection<UUID> ids) {
        var rows = statements.ask(
                "select investigation_id, from_status, to_status, at, actor, note, until from investigation_transition"
                        + " where investigation_id = any($1) order by investigation_id, ordinal",
                (Object) ids.toArray(UUID[]::new));
        return () -> lives(rows.get());
    }

    private static Map<UUID, List<Transition>> lives(Iterable<Row> rows) {
        var transitions = new HashMap<UUID, List<Transition>>();
        for (Row row : rows) {
            var life = transitions.computeIfAbsent(row.getUUID("investigation_id"), id -> new ArrayList<>());
            life.add(new Transition(
                    status(row.getString("from_status")),
                    known(row.getString("to_status")),
                    Times.get(row, "at"),
                    row.getString("actor"),
                    row.getString("note"),
                    Times.getOrNull(row, "until")));
        }
        return transitions;
    }

    /** How often it has moved: its version, for whoever moves it. */
    static long count(Statements statements, UUID id) {
        return askCount(statements, id).get();
    }

    static Supplier<Long> askCount(Statements statements, UUID id) {
        var rows = statements.ask("select count(*) from investigation_transition where investigation_id = $1", id);
        return () -> rows.get().iterator().next().getLong(0);
    }

    private static @Nullable Status status(@Nullable String wireName) {
        return wireName == null ? null : known(wireName);
    }

    private static Status known(String wireName) {
        return WireName.find(Status.class, wireName).orElseThrow(() -> new IllegalStateException(wireName));
    }
}
