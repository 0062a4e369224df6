package dev.recur.notification.letter;

import dev.recur.wire.investigation.Investigation;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Matchers that match an investigation, and what is like it. */
final class Matching {

    private Matching() {}

    /** The dimensions of its group; its rule where it has none. */
    static String of(Investigation investigation) {
        var group = new TreeMap<>(investigation.group());
        if (group.isEmpty()) {
            group.put("rule", investigation.rule().name());
        }
        return group.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quoted(Texts.line(entry.getValue(), 200)))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
