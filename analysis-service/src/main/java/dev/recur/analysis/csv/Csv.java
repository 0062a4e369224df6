package dev.recur.analysis.csv;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of CSV as RFC 4180 has them, with cells that no spreadsheet takes for a formula. */
public final class Csv {

    /** Its media type. */
    public static final String TYPE = "text/csv";

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private Csv() {}

    /** One line, with its end. */
    public static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        var text = value.toString();
        if (!(value instanceof Number) && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        var plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
