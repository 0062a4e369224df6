package dev.recur.analysis.rule;

import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.matcher.MalformedMatchers;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.tag.Tag;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads matchers of incidents in a rule. */
final class Where {

    private static final Set<String> MATCHED_FACTS = Set.of("kind", "severity", "source");

    private Where() {}

    /** The matchers of a member; {@code null} where it is absent, {@code null} or wrong. */
    static @Nullable Matchers read(ObjectReader object, String member) {
        var node = object.node(member);
        if (node == null || node.isNull()) {
            return null;
        }
        var problems = object.problems();
        var at = object.pointer(member);
        if (!node.isTextual()) {
            problems.add(
                    at,
                    "must be a string of matchers, for example \"environment=\\\"prod\\\"\", was "
                            + ObjectReader.typeOf(node));
            return null;
        }
        try {
            var where = Matchers.parse(node.textValue()).mapLiterals(Tag::normalise);
            where.names().stream()
                    .filter(name -> !MATCHED_FACTS.contains(name))
                    .forEach(name -> Dimension.groupingProblem(name)
                            .ifPresent(detail -> problems.add(at, name + ": " + detail)));
            return where;
        } catch (MalformedMatchers e) {
            problems.add(at, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
