package dev.recur.wire.tag;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a dimension may have. Systems are dimensions; people never are. */
public final class Dimension {

    /** Dimensions of the taxonomy that every organisation has, each filled from a label of its own name. */
    public static final Set<String> BUILT_IN =
            Set.of("component", "cause", "trigger", "detection", "response", "team", "environment", "impact");

    /** Dimensions that are computed from an incident and can be matched and grouped by, but not typed. */
    public static final Set<String> COMPUTED = Set.of("hour_band", "weekday", "after", "resolution");

    private static final Set<String> RESERVED = Set.of("kind", "severity", "source", "status", "rule", "priority");
    private static final Set<String> PEOPLE = Set.of(
            "assignee",
            "author",
            "reporter",
            "responder",
            "user",
            "username",
            "user_name",
            "user_id",
            "person",
            "people",
            "engineer",
            "employee",
            "email",
            "mail",
            "commander",
            "on_call",
            "oncall");
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private Dimension() {}

    /** What is wrong with the name of a dimension that somebody types, if anything. */
    public static Optional<String> problem(String name) {
        if (BUILT_IN.contains(name)) {
            return Optional.empty();
        }
        if (COMPUTED.contains(name)) {
            return Optional.of("is computed by Recur and cannot be set");
        }
        return groupingProblem(name);
    }

    /** What is wrong with the name of a dimension to group by, if anything. */
    public static Optional<String> groupingProblem(String name) {
        if (BUILT_IN.contains(name)) {
            return Optional.empty();
        }
        if (!FORM.matcher(name).matches()) {
            return Optional.of("a dimension's name must match [a-z][a-z0-9_]{0,39}");
        }
        if (RESERVED.contains(name)) {
            return Optional.of("is a reserved name and cannot be a dimension");
        }
        if (PEOPLE.contains(name) || (name.endsWith("s") && PEOPLE.contains(name.substring(0, name.length() - 1)))) {
            return Optional.of("names a person: Recur counts what happens to systems, never what people do");
        }
        return Optional.empty();
    }
}
