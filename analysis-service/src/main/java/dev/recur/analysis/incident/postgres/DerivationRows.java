package dev.recur.analysis.incident.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.analysis.incident.Derivation;
import dev.recur.analysis.incident.Tolerance;
import dev.recur.analysis.marker.postgres.MarkerRows;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.analysis.taxonomy.postgres.TaxonomyRows;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Severity;
import dev.recur.wire.window.OrganisationCalendar;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What incidents are derived by, as one row says. All instances go by the row, whatever each is configured with, so that
 * two of them never derive the same incident differently.
 */
public final class DerivationRows {

    /** The version is new with every change and never used again, so that what is read once stays true for it. */
    private record Known(UUID version, Derivation derivation) {}

    private static final AtomicReference<Known> LATEST = new AtomicReference<>();

    private DerivationRows() {}

    /** What incidents are derived by now. Ask under the lock on rules: whatever changes it takes that alone. */
    public static Derivation current(Statements statements) {
        return ask(statements).get();
    }

    public static Supplier<Derivation> ask(Statements statements) {
        var rows = statements.ask("select version, settings from derivation");
        return () -> derivation(statements, rows.get());
    }

    private static Derivation derivation(Statements statements, Iterable<Row> rows) {
        for (var row : rows) {
            var version = row.getUUID("version");
            var known = LATEST.get();
            if (known != null && known.version().equals(version)) {
                return known.derivation();
            }
            var derivation = read(statements, row.getString("settings"));
            LATEST.set(new Known(version, derivation));
            return derivation;
        }
        throw new IllegalStateException("the settings of this service are not stored yet");
    }

    /** Markers or the taxonomy have changed, in this transaction. */
    public static void changed(Statements statements) {
        statements.run("update derivation set version = gen_random_uuid()");
    }

    /** The settings that are stored, if any are. */
    public static Optional<String> settings(Statements statements) {
        var rows = statements.run("select settings from derivation");
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getString(0));
    }

    public static void store(Statements statements, String settings) {
        statements.run(
                "insert into derivation (version, settings) values (gen_random_uuid(), $1)"
                        + " on conflict (one) do update set version = excluded.version, settings = excluded.settings",
                settings);
    }

    /** Settings as they are stored. */
    public static String settings(OrganisationCalendar calendar, Tolerance tolerance, Duration after) {
        var json = Json.object();
        json.put("zone", calendar.zone().getId());
        json.put("firstMonth", calendar.firstMonth().name());
        json.put("after", after.toString());
        var tolerances = json.putObject("tolerance");
        for (var severity : Severity.values()) {
            tolerances.put(severity.name(), tolerance.of(severity).toString());
        }
        return new String(Json.write(json), UTF_8);
    }

    /** The zone of stored settings: where it is another one, days and months are other ones. */
    public static ZoneId zone(String settings) {
        return ZoneId.of(Json.read(settings.getBytes(UTF_8)).path("zone").asText());
    }

    private static Derivation read(Statements statements, String settings) {
        var json = Json.read(settings.getBytes(UTF_8));
        return new Derivation(
                new OrganisationCalendar(
                        ZoneId.of(json.path("zone").asText()),
                        Month.valueOf(json.path("firstMonth").asText())),
                tolerance(json.path("tolerance")),
                Duration.parse(json.path("after").asText()),
                Aliases.of(TaxonomyRows.current(statements)),
                MarkerRows.all(statements));
    }

    private static Tolerance tolerance(JsonNode json) {
        var bySeverity = new EnumMap<Severity, Duration>(Severity.class);
        for (var severity : Severity.values()) {
            bySeverity.put(severity, Duration.parse(json.path(severity.name()).asText()));
        }
        return new Tolerance(bySeverity);
    }
}
