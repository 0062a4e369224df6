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

    /** The first so many of an array that is sorted as far as that. */
    static Moments ofSorted(long[] times, int number) {
        return new Moments(Arrays.copyOf(times, number));
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
        var low = 0;
        var high = sorted.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (sorted[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
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
