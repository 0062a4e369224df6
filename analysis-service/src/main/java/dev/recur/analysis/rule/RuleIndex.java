package dev.recur.analysis.rule;

import dev.recur.analysis.incident.Described;
import dev.recur.wire.matcher.Matcher;
import dev.recur.wire.matcher.Matcher.Operator;
import dev.recur.wire.tag.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds those of many rules that may select an incident. Most rules of a large organisation want one value of one
 * dimension: they are looked up by it, so that a thousand of them cost little more than ten.
 *
 * @param <T> what goes with a rule
 */
public final class RuleIndex<T> {

    private final List<T> others = new ArrayList<>();
    private final Map<String, Map<String, List<T>>> byWanted = new HashMap<>();

    public RuleIndex(Collection<T> entries, Function<T, Rule> ruleOf) {
        for (var entry : entries) {
            wanted(ruleOf.apply(entry))
                    .map(matcher -> byWanted.computeIfAbsent(matcher.name(), name -> new HashMap<>())
                            .computeIfAbsent(matcher.value(), value -> new ArrayList<>()))
                    .orElse(others)
                    .add(entry);
        }
    }

    /** Each that may select the incident, once; whether it does is for the rule to say. */
    public void forEachCandidate(Described incident, Consumer<T> each) {
        others.forEach(each);
        byWanted.forEach((name, byValue) -> {
            for (var value : incident.valuesOf(name)) {
                byValue.getOrDefault(value, List.of()).forEach(each);
            }
        });
    }

    /** A matcher that no incident without this value passes; one of a dimension, which leaves fewer than a severity. */
    private static Optional<Matcher> wanted(Rule rule) {
        var wanted = rule.definition().where().all().stream()
                .filter(matcher ->
                        matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty())
                .toList();
        return wanted.stream()
                .filter(matcher -> Dimension.groupingProblem(matcher.name()).isEmpty())
                .findFirst()
                .or(() -> wanted.stream().findFirst());
    }
}
