package dev.recur.ingest.intake;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: a structured-field string (RFC 9651), also taken without its quotes. */
public final class IdempotencyKey {

    private static final int LONGEST = 255;
    private static final Pattern QUOTED =
            Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");
    private static final Pattern PLAIN = Pattern.compile("[\\x21\\x23-\\x7e]+");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

    private IdempotencyKey() {}

    /**
     * The key that a header means.
     *
     * @throws IllegalArgumentException saying what a key is, when the header is none
     */
    public static Optional<String> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var text = header.strip();
        var quoted = QUOTED.matcher(text);
        var key = quoted.matches() ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1") : text;
        if (key.isEmpty()
                || key.length() > LONGEST
                || !(quoted.matches() || PLAIN.matcher(text).matches())) {
            throw new IllegalArgumentException("Idempotency-Key must be 1 to " + LONGEST
                    + " printable ASCII characters, in quotes if there is a space among them");
        }
        return Optional.of(key);
    }
}
