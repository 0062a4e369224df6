package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The sentence that a person would say about a pattern. */
public final class Headline {

    private Headline() {}

    /** For example "payments has had 4 incidents this quarter (2026-Q4)". */
    public static String of(
            Rule.Definition rule,
            Group group,
            BigDecimal observed,
            Stretch stretch,
            OrganisationCalendar calendar,
            Instant now) {
        var current = stretch.isRunning(now);
        var counted = observed.stripTrailingZeros().toPlainString() + " " + noun(rule.kinds(), observed);
        var when = when(stretch, calendar, current);
        if (group.values().isEmpty()) {
            var verb = observed.compareTo(BigDecimal.ONE) == 0
                    ? (current ? "There has been " : "There was ")
                    : (current ? "There have been " : "There were ");
            return verb + counted + " " + when;
        }
        return subject(rule.groupBy(), group) + (current ? " has had " : " had ") + counted + " " + when;
    }

    private static String when(Stretch stretch, OrganisationCalendar calendar, boolean current) {
        return switch (stretch.window()) {
            case Window.Calendar(CalendarUnit unit) -> {
                var label = calendar.label(unit, calendar.spanAt(unit, stretch.from()));
                yield current ? "this " + unit.wireName() + " (" + label + ")" : "in " + label;
            }
            case Window.Rolling rolling -> "within " + rolling.text();
        };
    }

    /** The component stands for itself; other dimensions are named. */
    private static String subject(List<String> groupBy, Group group) {
        var others = groupBy.stream()
                .filter(dimension -> !dimension.equals("component"))
                .map(dimension -> dimension.replace('_', ' ') + " " + readable(dimension, group.values()))
                .collect(Collectors.joining(" and "));
        if (!groupBy.contains("component")) {
            return others;
        }
        var component = group.values().getOrDefault("component", "");
        return others.isEmpty() ? component : component + " with " + others;
    }

    private static String readable(String dimension, Map<String, String> values) {
        return values.getOrDefault(dimension, "").replace('_', ' ');
    }

    private static String noun(Set<Kind> kinds, BigDecimal observed) {
        var one = observed.compareTo(BigDecimal.ONE) == 0;
        if (kinds.size() == 1) {
            return switch (kinds.iterator().next()) {
                case NEAR_MISS -> one ? "near miss" : "near misses";
                case SECURITY_INCIDENT -> one ? "security incident" : "security incidents";
                case EXTERNAL -> one ? "external incident" : "external incidents";
                case DRILL -> one ? "drill" : "drills";
                case FALSE_ALARM -> one ? "false alarm" : "false alarms";
                case PLANNED_MAINTENANCE -> one ? "planned maintenance" : "planned maintenances";
                case TEST -> one ? "test" : "tests";
                case INCIDENT -> one ? "incident" : "incidents";
            };
        }
        return one ? "incident" : "incidents";
    }
}
