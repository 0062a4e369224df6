package dev.recur.analysis.rule;

import java.time.Duration;
import java.util.List;

/**
 * Incidents that are so close in time that a rule takes them for one, in the order of time.
 *
 * @param starts the time of each: that of its first incident
 * @param matchedStarts the same of those in which an incident matches
 * @param matchedAt when the first incident of each of these did
 */
record Occurrences(Moments starts, Moments matchedStarts, Moments matchedAt) {

    /** With a {@code mergeWithin} of zero each incident is its own occurrence, also at the same time as another. */
    static Occurrences of(List<Counted> ordered, Duration mergeWithin) {
        var gap = Micros.of(mergeWithin);
        var starts = new long[ordered.size()];
        var matchedStarts = new long[ordered.size()];
        var matchedAt = new long[ordered.size()];
        var number = 0;
        var matched = 0;
        var isMatched = false;
        for (int i = 0; i < starts.length; i++) {
            var incident = ordered.get(i);
            var time = Micros.of(incident.time());
            if (i == 0 || gap == 0 || time - Micros.of(ordered.get(i - 1).time()) > gap) {
                starts[number++] = time;
                isMatched = false;
            }
            if (incident.matches() && !isMatched) {
                isMatched = true;
                matchedStarts[matched] = starts[number - 1];
                matchedAt[matched++] = time;
            }
        }
        return new Occurrences(
                Moments.ofSorted(starts, number),
                Moments.ofSorted(matchedStarts, matched),
                Moments.ofSorted(matchedAt, matched));
    }
}
