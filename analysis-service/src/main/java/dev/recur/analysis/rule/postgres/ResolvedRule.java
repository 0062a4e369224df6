package dev.recur.analysis.rule.postgres;

import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.wire.matcher.Matchers;

/** A rule whose literals are what the taxonomy says that they count as, like the values that they are compared with. */
public final class ResolvedRule {

    private ResolvedRule() {}

    public static Rule of(Rule rule, Aliases aliases) {
        if (aliases.isEmpty()) {
            return rule;
        }
        var written = rule.definition();
        var definition = new Rule.Definition(
                written.name(),
                written.description(),
                written.kinds(),
                aliases.resolve(written.where()),
                written.groupBy(),
                written.window(),
                written.mergeWithin(),
                condition(written.condition(), aliases),
                written.escalateAt(),
                written.priority());
        return new Rule(rule.id(), rule.version(), rule.enabled(), rule.activeFrom(), definition);
    }

    private static Condition condition(Condition condition, Aliases aliases) {
        return condition instanceof Condition.Share(Matchers of, var atLeast, var minimumCount) && of != null
                ? new Condition.Share(aliases.resolve(of), atLeast, minimumCount)
                : condition;
    }
}
