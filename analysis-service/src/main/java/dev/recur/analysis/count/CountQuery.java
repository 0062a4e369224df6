package dev.recur.analysis.count;

import dev.recur.wire.matcher.Matcher.Operator;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.tag.Dimension;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question about counts.
 *
 * @param groupBy at most three dimensions, none for the total
 * @param kinds that {@code incidents} counts
 */
public record CountQuery(List<String> groupBy, CalendarUnit bucket, TimeSpan between, Matchers where, Set<Kind> kinds) {

    /**
     * Which stored counts answer.
     *
     * @param dimension empty for the counts of everything
     * @param value {@code null} for every value, each a group
     */
    public record Stored(String dimension, @Nullable String value) {}

    /** The stored counts that can answer; otherwise the incidents themselves must be counted. */
    public Optional<Stored> stored() {
        if (!isWhole() || groupBy.size() > 1 || where.all().size() > 1) {
            return Optional.empty();
        }
        if (where.all().isEmpty()) {
            return Optional.of(groupBy.isEmpty() ? new Stored("", "") : new Stored(groupBy.getFirst(), null));
        }
        var matcher = where.all().getFirst();
        return groupBy.isEmpty()
                        && matcher.operator() == Operator.EQUAL
                        && !matcher.value().isEmpty()
                        && Dimension.groupingProblem(matcher.name()).isEmpty()
                ? Optional.of(new Stored(matcher.name(), matcher.value()))
                : Optional.empty();
    }

    private boolean isWhole() {
        return Contribution.quarterHour(between.from()).equals(between.from())
                && Contribution.quarterHour(between.to()).equals(between.to());
    }
}
