package dev.recur.analysis.rule;

import java.time.Duration;

/**
 * Incidents that are so close in time that a rule takes them for one, in the order of time.
 *
 * @param starts the time of each: that of its first incident
 * @param matchedStarts the same of those in which an incident matches
 * @param matchedAt when the first incident of each of these did
 */
record Occurrences(Moments starts, Moments matchedStarts, Moments matchedAt) {

    /** The starts alone. With a {@code mergeWithin} of zero each incident is its own occurrence, also at the same time as another. */
    static Moments starts(CountedIncidents incidents, Duration mergeWithin) {
        var gap = Micros.of(mergeWithin);
        if (gap == 0) {
            return incidents.times();
        }
        var starts = new long[incidents.size()];
        var number = 0;
        for (int i = 0; i < starts.length; i++) {
            if (begins(incidents, i, gap)) {
                starts[number++] = incidents.micros(i);
            }
        }
        return Moments.ofSorted(starts, 0, number);
    }

    static Occurrences of(CountedIncidents incidents, Duration mergeWithin) {
        var gap = Micros.of(mergeWithin);
        var matchedStarts = new long[incidents.size()];
        var matchedAt = new long[incidents.size()];
        var matched = 0;
        var start = 0L;
        var isMatched = false;
        for (int i = 0; i < incidents.size(); i++) {
            if (begins(incidents, i, gap)) {
                start = incidents.micros(i);
                isMatched = false;
            }
            if (incidents.matches(i) && !isMatched) {
                isMatched = true;
                matchedStarts[matched] = start;
                matchedAt[matched++] = incidents.micros(i);
            }
        }
        return new Occurrences(
                starts(incidents, mergeWithin),
                Moments.ofSorted(matchedStarts, 0, matched),
                Moments.ofSorted(matchedAt, 0, matched));
    }

    private static boolean begins(CountedIncidents incidents, int index, long gap) {
        return index == 0 || gap == 0 || incidents.micros(index) - incidents.micros(index - 1) > gap;
    }
}
