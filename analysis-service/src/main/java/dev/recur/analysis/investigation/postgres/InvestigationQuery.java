package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.postgres.Times;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which investigations a list has. PostgreSQL selects by whatever an index can find; what matchers mean is decided by the
 * code that decides it everywhere.
 *
 * @param statuses none for all
 * @param rule the id or the name of one
 * @param where matches the group's dimensions, {@code rule}, {@code ruleId} and {@code priority}
 * @param opened when
 */
public record InvestigationQuery(
        Set<Status> statuses, @Nullable String rule, Matchers where, TimeSpan opened) {

    /** Where a page begins: after an investigation. */
    public record After(Instant openedAt, UUID id) {}

    /** A statement and its parameters. */
    record Sql(String text, List<Object> parameters) {}

    boolean matches(Standing standing) {
        return where.matches(name -> valuesOf(standing, name));
    }

    private static List<String> valuesOf(Standing standing, String name) {
        return switch (name) {
            case "rule" -> List.of(standing.ruleName());
            case "ruleId" -> List.of(standing.ruleId().toString());
            case "priority" -> List.of(standing.priority().wireName());
            default -> {
                var value = standing.group().values().get(name);
                yield value == null ? List.of() : List.of(value);
            }
        };
    }

    /** The next rows after a position, the latest opened first; not all of them match. */
    Sql sql(@Nullable After after, int most) {
        var sql = new StringBuilder("select * from investigation where opened_at >= $1 and opened_at < $2");
        var parameters = new ArrayList<Object>(List.of(Times.toSql(opened.from()), Times.toSql(opened.to())));
        if (!statuses.isEmpty()) {
            add(
                    sql,
                    parameters,
                    "status = any(%s)",
                    statuses.stream().map(Status::wireName).toArray(String[]::new));
        }
        if (rule != null) {
            var id = ObjectReader.uuid(rule, "", new Problems());
            if (id.isPresent()) {
                parameters.add(id.get());
                add(sql, parameters, "(rule_id = $" + parameters.size() + " or rule_name = %s)", rule);
            } else {
                add(sql, parameters, "rule_name = %s", rule);
            }
        }
        var group = group();
        if (!group.equals("{}")) {
            add(sql, parameters, "group_key::jsonb @> (%s::text)::jsonb", group);
        }
        if (after != null) {
            parameters.add(Times.toSql(after.openedAt()));
            add(sql, parameters, "(opened_at, investigation_id) < ($" + parameters.size() + ", %s)", after.id());
        }
        sql.append(" order by opened_at desc, investigation_id desc limit ").append(most);
        return new Sql(sql.toString(), parameters);
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, Object parameter) {
        parameters.add(parameter);
        sql.append(" and ").append(condition.formatted("$" + parameters.size()));
    }

    /** What the group must have to match, as JSON. */
    private String group() {
        var group = Json.object();
        where.all().stream()
                .filter(matcher -> matcher.operator() == Matcher.Operator.EQUAL
                        && !matcher.value().isEmpty()
                        && Dimension.groupingProblem(matcher.name()).isEmpty())
                .forEach(matcher -> group.put(matcher.name(), matcher.value()));
        return new String(Json.write(group), StandardCharsets.UTF_8);
    }
}
