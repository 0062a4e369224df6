package dev.recur.analysis.count;

import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.TimeSpan;
import java.util.List;
import java.util.Set;

/**
 * A question about counts.
 *
 * @param groupBy at most three dimensions, none for the total
 * @param kinds that {@code incidents} counts
 */
public record CountQuery(List<String> groupBy, CalendarUnit bucket, TimeSpan between, Matchers where, Set<Kind> kinds) {

    /** True if the stored counts can answer; otherwise the incidents themselves must be counted. */
    public boolean isStored() {
        return groupBy.size() <= 1
                && where.all().isEmpty()
                && Contribution.quarterHour(between.from()).equals(between.from())
                && Contribution.quarterHour(between.to()).equals(between.to());
    }
}
