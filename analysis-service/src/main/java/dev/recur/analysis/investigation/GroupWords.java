package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people call a group: a component and a team can have incidents, the other dimensions say which.
 *
 * @param subject "payments" or "team checkout", empty when there is neither
 * @param qualifiers "caused by configuration defect", empty when there are none
 */
record GroupWords(String subject, String qualifiers, boolean isComponentOnly) {

    private static final String COMPONENT = "component";
    private static final String TEAM = "team";

    static GroupWords of(List<String> groupBy, Group group) {
        var component = group.values().getOrDefault(COMPONENT, "");
        var team = group.values().containsKey(TEAM) ? "team " + group.values().get(TEAM) : "";
        var subject = component.isEmpty() || team.isEmpty() ? component + team : component + " (" + team + ")";
        var qualifiers = groupBy.stream()
                .filter(dimension -> !dimension.equals(COMPONENT) && !dimension.equals(TEAM))
                .map(dimension ->
                        DimensionWords.participle(dimension, group.values().getOrDefault(dimension, "")))
                .collect(Collectors.joining(" and "));
        return new GroupWords(subject, qualifiers, !component.isEmpty() && groupBy.size() == 1);
    }

    /** "incidents caused by configuration defect". */
    String qualified(String incidents) {
        return qualifiers.isEmpty() ? incidents : incidents + " " + qualifiers;
    }

    /** "incidents of payments caused by configuration defect". */
    String ofSubject(String incidents) {
        return qualified(subject.isEmpty() ? incidents : incidents + " of " + subject);
    }

    /** "checkout's incidents", or "the incidents of …" where that could not be said. */
    String possessive(String incidents) {
        var simple = !subject.isEmpty() && !subject.endsWith(")");
        return simple
                ? subject + (subject.endsWith("s") ? "' " : "'s ") + qualified(incidents)
                : "the " + ofSubject(incidents);
    }

    /** What the incidents of the group are: "of payments and caused by configuration defect". */
    String predicate() {
        var parts = new ArrayList<>(Stream.of(subject.isEmpty() ? "" : "of " + subject, qualifiers)
                .filter(part -> !part.isEmpty())
                .toList());
        return parts.isEmpty() ? "counted" : String.join(" and ", parts);
    }
}
