package dev.recur.service.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The names of Recur's own settings. Below these the configuration itself refuses what it does not know
 * ({@code smallrye.config.mapping.validate-unknown}).
 */
public final class SettingNames {

    private static final String OURS = "recur.";

    /** Of all three services, which may be given the same settings. */
    private static final Set<String> KNOWN = Set.of(
            "recur.admission",
            "recur.analysis-url",
            "recur.calendar",
            "recur.clock",
            "recur.ingest",
            "recur.kafka",
            "recur.near-miss",
            "recur.notification",
            "recur.notification-url",
            "recur.public-url",
            "recur.rate-limit",
            "recur.resolution",
            "recur.rules",
            "recur.security",
            "recur.sources",
            "recur.temporal");

    private SettingNames() {}

    /** A sentence for each name that is ours and no setting of any service, such as one that is misspelt. */
    public static List<String> problems(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> name.startsWith(OURS) && KNOWN.stream().noneMatch(known -> isOf(name, known)))
                .map(name -> name + " is no setting of Recur: look for a slip, CONFIGURATION.md has all names")
                .sorted()
                .toList();
    }

    /** Of the environment come names with dots wherever others have dashes. */
    private static boolean isOf(String name, String known) {
        return Stream.of(known, known.replace('-', '.'))
                .anyMatch(prefix -> name.startsWith(prefix)
                        && (name.length() == prefix.length() || ".[".indexOf(name.charAt(prefix.length())) >= 0));
    }
}
