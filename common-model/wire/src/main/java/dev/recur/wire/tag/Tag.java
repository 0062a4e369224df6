package dev.recur.wire.tag;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One coordinate of an incident.
 *
 * @param dimension an axis of the taxonomy
 * @param value normalised
 */
public record Tag(String dimension, String value) {

    /** Longest value, in characters. */
    public static final int LONGEST_VALUE = 200;

    /** Most tags of one report. */
    public static final int MOST = 40;

    /** Most values of one dimension. */
    public static final int MOST_VALUES = 20;

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\h\\v\\x1C-\\x1F]+");

    /** A value as it is counted: trimmed, lower case, NFC, inner white space as {@code -}. */
    public static String normalise(String value) {
        if (isNormalised(value)) {
            return value;
        }
        var lower = Normalizer.normalize(value.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        var trimmed = WHITE_SPACE.matcher(lower).replaceAll(" ").strip();
        return Normalizer.normalize(trimmed.replace(' ', '-'), Normalizer.Form.NFC);
    }

    /** True for most values: looking for it costs a tenth of normalising again. */
    private static boolean isNormalised(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c <= ' ' || c > '~' || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return dimension + ":" + value;
    }
}
