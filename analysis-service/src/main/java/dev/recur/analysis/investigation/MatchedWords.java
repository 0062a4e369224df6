package dev.recur.analysis.investigation;

import dev.recur.wire.matcher.Matcher.Operator;
import dev.recur.wire.matcher.Matchers;
import java.util.stream.Collectors;

/** What matchers say of incidents, as people say it where they ask for plain values, and as it is written where not. */
final class MatchedWords {

    private MatchedWords() {}

    /** "were detected by customer report". */
    static String of(Matchers matchers) {
        var plain = matchers.all().stream()
                .allMatch(matcher ->
                        matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty());
        return plain && !matchers.all().isEmpty()
                ? matchers.all().stream()
                        .map(matcher -> DimensionWords.verb(matcher.name(), matcher.value()))
                        .collect(Collectors.joining(" and "))
                : "match " + matchers;
    }
}
