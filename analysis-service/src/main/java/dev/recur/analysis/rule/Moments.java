package dev.recur.analysis.rule;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** Times in microseconds, sorted. */
final class Moments {

    private final long[] sorted;

    private Moments(long[] sorted) {
        this.sorted = sorted;
    }

    /** Those of an array from one position to another, which are sorted, and which nobody changes any more. */
    static Moments ofSorted(long[] times, int from, int to) {
        return new Moments(from == 0 && to == times.length ? times : Arrays.copyOfRange(times, from, to));
    }

    static Moments distinct(LongStream times) {
        return new Moments(times.sorted().distinct().toArray());
    }

    int size() {
        return sorted.length;
    }

    long get(int index) {
        return sorted[index];
    }

    /** How many are at most that. */
    int upTo(long time) {
        return first(0, sorted.length, moment -> moment > time);
    }

    /**
     * The first of those from one position to another for which something holds, by halves.
     *
     * @param holds of a moment only if of all later ones too
     * @return the position; that to which was looked if it holds for none
     */
    int first(int from, int to, LongPredicate holds) {
        var low = from;
        var high = to;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (holds.test(sorted[middle])) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many are after the first and at most the second. */
    int within(long after, long to) {
        return upTo(to) - upTo(after);
    }

    /** All of them moved by each of these, each once. */
    Moments moved(long... by) {
        return distinct(Arrays.stream(by).flatMap(step -> Arrays.stream(sorted).map(time -> time + step)));
    }

    Moments joined(Moments other) {
        return distinct(LongStream.concat(stream(), other.stream()));
    }

    /** Those from a moment on, and it itself. */
    Moments from(long moment) {
        return distinct(LongStream.concat(LongStream.of(moment), stream().filter(time -> time > moment)));
    }

    Moments only(LongPredicate wanted) {
        return new Moments(stream().filter(wanted).toArray());
    }

    LongStream stream() {
        return Arrays.stream(sorted);
    }
}
