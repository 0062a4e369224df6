package dev.recur.wire.matcher;

import com.google.re2j.PatternSyntaxException;
import dev.recur.wire.matcher.Matcher.Operator;
import java.util.ArrayList;

/** Reads one {@code where} from left to right. */
final class MatchersParser {

    private static final int LONGEST = 4096;

    private final String text;
    private int at;

    MatchersParser(String text) {
        this.text = text;
    }

    Matchers parse() {
        if (text.length() > LONGEST) {
            throw new MalformedMatchers("longer than " + LONGEST + " characters", LONGEST);
        }
        skipSpace();
        var braced = accept('{');
        var matchers = new ArrayList<Matcher>();
        skipSpace();
        while (!atEnd(braced)) {
            matchers.add(matcher());
            skipSpace();
            if (!accept(',') && !atEnd(braced)) {
                throw problem("expected a comma" + (braced ? " or }" : ""));
            }
            skipSpace();
        }
        if (braced && !accept('}')) {
            throw problem("expected }");
        }
        skipSpace();
        if (at < text.length()) {
            throw problem("unexpected " + text.charAt(at));
        }
        return new Matchers(matchers);
    }

    private Matcher matcher() {
        var name = isAt('"') ? quoted() : name();
        skipSpace();
        var operator = operator();
        skipSpace();
        var start = at;
        var value = isAt('"') ? quoted() : bare();
        try {
            return Matcher.of(name, operator, value);
        } catch (PatternSyntaxException e) {
            throw new MalformedMatchers("no valid regular expression (" + e.getDescription() + ")", start);
        }
    }

    private String name() {
        var start = at;
        while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
            at++;
        }
        if (at == start) {
            throw problem("expected the name of a dimension");
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c, boolean first) {
        var letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        return letter || (!first && c >= '0' && c <= '9');
    }

    private Operator operator() {
        if (accept('!')) {
            if (accept('=')) {
                return Operator.NOT_EQUAL;
            }
            if (accept('~')) {
                return Operator.DOES_NOT_MATCH;
            }
        } else if (accept('=')) {
            return accept('~') ? Operator.MATCHES : Operator.EQUAL;
        }
        throw problem("expected one of = != =~ !~");
    }

    private String quoted() {
        var value = new StringBuilder();
        var start = at++;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c != '\\') {
                value.append(c);
            } else if (at < text.length()) {
                value.append(unescaped(text.charAt(at++)));
            }
        }
        throw new MalformedMatchers("the quote is not closed that opens", start);
    }

    /** As in Alertmanager: an escape that means nothing keeps its backslash, which regular expressions need. */
    private static String unescaped(char c) {
        return switch (c) {
            case '"' -> "\"";
            case '\\' -> "\\";
            case 'n' -> "\n";
            default -> "\\" + c;
        };
    }

    private String bare() {
        var start = at;
        if (at < text.length() && "=~'`".indexOf(text.charAt(at)) >= 0) {
            // component=='payments' would otherwise be taken for a value that nothing has
            throw problem("a value that starts with " + text.charAt(at) + " must stand in double quotes");
        }
        while (at < text.length() && ",{}\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private boolean atEnd(boolean braced) {
        return at >= text.length() || (braced && text.charAt(at) == '}');
    }

    private boolean isAt(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    private boolean accept(char expected) {
        if (isAt(expected)) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private MalformedMatchers problem(String what) {
        return new MalformedMatchers(what, at);
    }
}
