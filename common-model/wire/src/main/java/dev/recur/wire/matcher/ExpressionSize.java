package dev.recur.wire.matcher;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Says how large the program of a regular expression would be, without compiling it: RE2 matches in linear time, but
 * counted repetitions multiply, and {@code ((a{1000}){1000}){1000}} would fill the memory while it compiles.
 */
final class ExpressionSize {

    /** Largest program that is compiled, in about its instructions. */
    static final long MOST = 5_000;

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private final String expression;
    private final ArrayDeque<Long> enclosing = new ArrayDeque<>();
    private long before;
    private long last;

    private ExpressionSize(String expression) {
        this.expression = expression;
    }

    /** True if the program would be too large. */
    static boolean isTooLarge(String expression) {
        return new ExpressionSize(expression).size() > MOST;
    }

    private long size() {
        var at = 0;
        while (at < expression.length()) {
            at = next(at);
        }
        var total = before + last;
        for (var outer : enclosing) {
            total += outer;
        }
        return total;
    }

    /** Takes in what stands at a position, and returns the position after it. */
    private int next(int at) {
        return switch (expression.charAt(at)) {
            case '\\' -> afterEscape(at);
            case '[' -> {
                atom();
                yield afterClass(at);
            }
            case '(' -> {
                enclosing.push(before + last);
                before = 0;
                last = 0;
                yield at + 1;
            }
            case ')' -> {
                last = before + last + 2;
                before = enclosing.isEmpty() ? 0 : enclosing.pop();
                yield at + 1;
            }
            case '{' -> afterRepetition(at);
            case '*', '+', '?', '|' -> {
                last += 1;
                yield at + 1;
            }
            default -> {
                atom();
                yield at + 1;
            }
        };
    }

    private void atom() {
        before += last;
        last = 1;
    }

    private int afterRepetition(int at) {
        var repetition = REPETITION.matcher(expression).region(at, expression.length());
        if (!repetition.lookingAt()) {
            atom();
            return at + 1;
        }
        var most = Math.max(times(repetition.group(1)), times(repetition.group(2)));
        // saturates: a size beyond the limit need not be exact
        last = Math.min(Math.max(1, last) * Math.max(1, most) + 1, 1L << 31);
        return repetition.end();
    }

    private static long times(String digits) {
        return digits == null || digits.isEmpty() ? 1 : Long.parseLong(digits);
    }

    private int afterEscape(int at) {
        var escaped = at + 1 < expression.length() ? expression.charAt(at + 1) : '\\';
        if (escaped == 'Q') {
            var end = expression.indexOf("\\E", at + 2);
            var to = end < 0 ? expression.length() : end;
            before += last + Math.max(0, to - at - 3);
            last = 1;
            return Math.min(expression.length(), to + 2);
        }
        atom();
        var named = (escaped == 'p' || escaped == 'P' || escaped == 'x') && expression.startsWith("{", at + 2);
        var close = named ? expression.indexOf('}', at + 2) : -1;
        return close < 0 ? at + 2 : close + 1;
    }

    /** A class is one instruction, whatever is in it. */
    private int afterClass(int open) {
        var at = open + 1;
        if (expression.startsWith("^", at)) {
            at++;
        }
        var first = at;
        while (at < expression.length() && (at == first || expression.charAt(at) != ']')) {
            if (expression.charAt(at) == '\\') {
                at += 2;
            } else if (expression.startsWith("[:", at) && expression.indexOf(":]", at + 2) >= 0) {
                at = expression.indexOf(":]", at + 2) + 2;
            } else {
                at++;
            }
        }
        return at + 1;
    }
}
