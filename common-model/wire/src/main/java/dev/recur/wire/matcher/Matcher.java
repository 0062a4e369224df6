package dev.recur.wire.matcher;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collection;

/**
 * One condition on the values of a dimension.
 *
 * @param name a dimension, or another name that the matched thing has values of
 * @param value the literal, or the source of the regular expression
 */
public record Matcher(String name, Operator operator, String value, Pattern pattern) {

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** How values are compared; regular expressions are anchored RE2. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        DOES_NOT_MATCH("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean isNegative() {
            return this == NOT_EQUAL || this == DOES_NOT_MATCH;
        }

        boolean isExpression() {
            return this == MATCHES || this == DOES_NOT_MATCH;
        }
    }

    /**
     * A matcher.
     *
     * @throws PatternSyntaxException when the value should be a regular expression and is none, or one that is too large
     */
    public static Matcher of(String name, Operator operator, String value) {
        if (operator.isExpression() && ExpressionSize.isTooLarge(value)) {
            throw new PatternSyntaxException("it repeats too much", value);
        }
        var expression = operator.isExpression() ? value : Pattern.quote(value);
        return new Matcher(name, operator, value, Pattern.compile(expression, Pattern.DOTALL));
    }

    /** True if any value matches, for a negative matcher if none does; no values count as the one value {@code ""}. */
    public boolean matches(Collection<String> values) {
        var any = values.isEmpty() ? accepts("") : values.stream().anyMatch(this::accepts);
        return operator.isNegative() != any;
    }

    private boolean accepts(String candidate) {
        return operator.isExpression() ? pattern.matches(candidate) : value.equals(candidate);
    }

    @Override
    public String toString() {
        return (PLAIN_NAME.matches(name) ? name : quoted(name)) + operator.sign() + quoted(value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
