package dev.recur.analysis.rule.postgres;

import static java.util.stream.Collectors.toMap;

import dev.recur.analysis.incident.Described;
import dev.recur.analysis.incident.postgres.IncidentJson;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.json.Json;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the incidents' documents only what a rule asks for; of a rule that asks for a dimension that is computed, all.
 */
final class SlimRows {

    private static final int FIRST_DIMENSION = 7;
    private static final Map<String, Kind> KINDS =
            Stream.of(Kind.values()).collect(toMap(Kind::wireName, Function.identity()));

    private final List<String> dimensions;
    private final @Nullable String measure;
    private final boolean isWhole;
    private final Map<String, List<String>> read = new HashMap<>();

    SlimRows(Rule rule) {
        var definition = rule.definition();
        var names = new TreeSet<>(definition.where().names());
        names.addAll(definition.groupBy());
        if (definition.condition() instanceof Condition.Share share && share.of() != null) {
            names.addAll(share.of().names());
        }
        isWhole = names.stream().anyMatch(Dimension.COMPUTED::contains);
        dimensions =
                names.stream().filter(name -> Dimension.problem(name).isEmpty()).toList();
        measure = definition.condition() instanceof Condition.Sum sum ? sum.measure() : null;
    }

    /** What to select of {@code incident i}: the names are of letters, digits and underscores. */
    String columns() {
        if (isWhole) {
            return "i.document::text";
        }
        var columns = new StringBuilder("i.incident_id, i.time, i.kind, i.severity, i.source,"
                + " coalesce((i.document->>'backfilled')::boolean, false), ");
        columns.append(measure == null ? "null::numeric" : "(i.document #>> '{measures," + measure + "}')::numeric");
        dimensions.forEach(dimension ->
                columns.append(", i.document #>> '{tags,").append(dimension).append(",values}'"));
        return columns.toString();
    }

    Described incident(Row row) {
        if (isWhole) {
            return IncidentJson.read(row.getString(0));
        }
        var amount = row.getBigDecimal(6);
        return new SlimIncident(
                row.getUUID(0),
                row.getOffsetDateTime(1).toInstant(),
                Objects.requireNonNull(KINDS.get(row.getString(2))),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                measure == null || amount == null ? Map.<String, BigDecimal>of() : Map.of(measure, amount),
                values(row));
    }

    private Map<String, List<String>> values(Row row) {
        var values = HashMap.<String, List<String>>newHashMap(dimensions.size());
        for (int i = 0; i < dimensions.size(); i++) {
            var text = row.getString(FIRST_DIMENSION + i);
            if (text != null) {
                values.put(dimensions.get(i), read.computeIfAbsent(text, SlimRows::strings));
            }
        }
        return values;
    }

    private static List<String> strings(String array) {
        var strings = new ArrayList<String>();
        Json.read(array.getBytes(StandardCharsets.UTF_8)).forEach(value -> strings.add(value.textValue()));
        return strings;
    }
}
