package dev.recur.ingest.adapter;

import dev.recur.wire.report.Severity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the words that senders use for severity mean. */
final class SeverityWords {

    private static final Map<String, Severity> WORDS = words();

    private SeverityWords() {}

    /** The severity that a word means, in any case; empty for a word that nobody knows. */
    static Optional<Severity> meaning(String word) {
        return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Severity> words() {
        var words = new HashMap<String, Severity>();
        add(
                words,
                Severity.SEV1,
                "sev1",
                "sev-1",
                "s1",
                "p1",
                "1",
                "critical",
                "crit",
                "fatal",
                "emergency",
                "disaster");
        add(words, Severity.SEV1, "sev0", "sev-0", "p0", "blocker", "highest");
        add(words, Severity.SEV2, "sev2", "sev-2", "s2", "p2", "2", "error", "err", "page", "alert", "high", "major");
        add(words, Severity.SEV3, "sev3", "sev-3", "s3", "p3", "3", "warning", "warn", "medium", "average", "ticket");
        add(words, Severity.SEV3, "moderate");
        add(words, Severity.SEV4, "sev4", "sev-4", "s4", "p4", "4", "minor", "low", "notice");
        add(words, Severity.SEV5, "sev5", "sev-5", "s5", "p5", "5", "info", "information", "informational", "debug");
        add(words, Severity.SEV5, "lowest", "trivial", "verbose");
        add(words, Severity.UNKNOWN, "unknown");
        return Map.copyOf(words);
    }

    private static void add(Map<String, Severity> words, Severity severity, String... meaningIt) {
        for (var word : meaningIt) {
            words.put(word, severity);
        }
    }
}
