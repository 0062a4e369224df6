package dev.recur.notification.subscription;

import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.matcher.MalformedMatchers;
import dev.recur.wire.tag.Dimension;
import org.jspecify.annotations.Nullable;

/** Reads a {@code where} that somebody writes; one that could never match is a problem. */
public final class WhereReader {

    private static final int LONGEST = 4096;

    private WhereReader() {}

    /** The member of a body; everything where it is absent or blank, or has problems. */
    public static Where read(ObjectReader reader) {
        var node = reader.node("where");
        if (node == null
                || node.isNull()
                || (node.isTextual() && node.textValue().isBlank())) {
            return Where.EVERYTHING;
        }
        var text = reader.text("where", LONGEST);
        return read(text, reader.pointer("where"), reader.problems());
    }

    /** As it stands in a query; everything where it is absent or blank, or has problems. */
    public static Where read(@Nullable String text, String pointer, Problems problems) {
        if (text == null || text.isBlank()) {
            return Where.EVERYTHING;
        }
        if (text.length() > LONGEST) {
            problems.add(pointer, "must be at most " + LONGEST + " characters, was " + text.length());
            return Where.EVERYTHING;
        }
        try {
            var where = Where.parse(text);
            for (var name : where.matchers().names()) {
                if (!Where.isOwnName(name)) {
                    Dimension.groupingProblem(name).ifPresent(problem -> problems.add(pointer, name + ": " + problem));
                }
            }
            return where;
        } catch (MalformedMatchers e) {
            problems.add(pointer, String.valueOf(e.getMessage()));
            return Where.EVERYTHING;
        }
    }
}
