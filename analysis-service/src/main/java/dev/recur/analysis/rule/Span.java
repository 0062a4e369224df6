package dev.recur.analysis.rule;

/**
 * What a condition is read of: a window, or as much of it as has passed.
 *
 * @param after times after this are in it
 * @param from where its length begins: {@code after} for a rolling window, the first instant of a calendar one
 * @param to times up to this are in it
 * @param earlier times after this, up to {@code after}, are in the windows before it
 */
record Span(long after, long from, long to, long earlier) {

    /** The stretch of that length up to a moment, which is not of the stretch before it. */
    static Span rolling(long length, int windowsBefore, long to) {
        return new Span(to - length, to - length, to, to - length - windowsBefore * length);
    }

    /** A calendar window from its first instant to a moment. */
    static Span calendar(long from, long to, long earlierFrom) {
        return new Span(from - 1, from, to, earlierFrom - 1);
    }
}
