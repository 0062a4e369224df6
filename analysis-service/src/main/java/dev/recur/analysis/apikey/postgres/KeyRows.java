package dev.recur.analysis.apikey.postgres;

import dev.recur.analysis.apikey.KeyView;
import dev.recur.analysis.postgres.Times;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.key.IssuedKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Issued keys. A revoked one is kept, so that its revocation can be published again. */
public final class KeyRows {

    private static final String COLUMNS =
            "key_id, name, sha256, hint, roles, sources, expires_at, created_at, created_by, revoked_at";

    private KeyRows() {}

    /** A key with what the topic is to say of it. */
    public record Stored(IssuedKey key, boolean isRevoked) {}

    /** False if there is a key of that name. */
    public static boolean add(Statements statements, IssuedKey key, KeyView view) {
        return statements
                        .run(
                                "insert into api_key (key_id, name, sha256, hint, roles, sources, expires_at, created_at,"
                                        + " created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
                                key.keyId(),
                                key.name(),
                                key.sha256(),
                                view.hint(),
                                key.roles().toArray(String[]::new),
                                key.sources().toArray(String[]::new),
                                Times.toSqlOrNull(key.expiresAt()),
                                Times.toSql(key.createdAt()),
                                view.createdBy())
                        .rowCount()
                == 1;
    }

    /** Those that are not revoked, the oldest first. */
    public static List<KeyView> standing(Statements statements) {
        return rows(statements.run(
                        "select " + COLUMNS + " from api_key where revoked_at is null order by created_at, key_id"))
                .map(KeyRows::view)
                .toList();
    }

    /** Revokes a key; nothing if there is none. */
    public static Optional<KeyView> revoke(Statements statements, UUID keyId, Instant at) {
        return rows(statements.run(
                        "update api_key set revoked_at = $2, published = false where key_id = $1 and revoked_at is null"
                                + " returning " + COLUMNS,
                        keyId,
                        Times.toSql(at)))
                .map(KeyRows::view)
                .findFirst();
    }

    /** Keys of which the topic does not say yet what holds, and that nobody else is publishing. */
    public static List<Stored> waiting(Statements statements, int most) {
        return rows(statements.run(
                        "select " + COLUMNS
                                + " from api_key where not published order by key_id limit $1 for update skip locked",
                        most))
                .map(row -> new Stored(key(row), row.getOffsetDateTime("revoked_at") != null))
                .toList();
    }

    public static void published(Statements statements, List<Stored> keys) {
        statements.run("update api_key set published = true where key_id = any($1)", (Object)
                keys.stream().map(stored -> stored.key().keyId()).toArray(UUID[]::new));
    }

    /** The topic may be another one than before: what holds is said again. */
    public static void publishAgain(Statements statements) {
        statements.run("update api_key set published = false where published");
    }

    private static Stream<Row> rows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static IssuedKey key(Row row) {
        return new IssuedKey(
                row.getUUID("key_id"),
                row.getString("name"),
                row.getString("sha256"),
                texts(row, "roles"),
                texts(row, "sources"),
                Times.getOrNull(row, "expires_at"),
                Times.get(row, "created_at"));
    }

    private static KeyView view(Row row) {
        return new KeyView(
                row.getUUID("key_id"),
                row.getString("name"),
                KeyView.FROM_API,
                row.getString("hint"),
                texts(row, "roles"),
                texts(row, "sources"),
                Times.getOrNull(row, "expires_at"),
                Times.get(row, "created_at"),
                row.getString("created_by"));
    }

    private static Set<String> texts(Row row, String column) {
        return Set.of(Objects.requireNonNull(row.getArrayOfStrings(column)));
    }
}
