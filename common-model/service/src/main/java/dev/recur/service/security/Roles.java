package dev.recur.service.security;

import java.util.Set;
import java.util.TreeSet;

/** What a caller may do. */
public final class Roles {
    /** Sends reports. */
    public static final String REPORTER = "reporter";

    /** Reads everything but secrets. */
    public static final String READER = "reader";

    /** Edits rules, subscriptions and investigations; reads too. */
    public static final String EDITOR = "editor";

    /** May do everything. */
    public static final String ADMIN = "admin";

    public static final Set<String> ALL = Set.of(REPORTER, READER, EDITOR, ADMIN);

    private Roles() {}

    /** The roles that come with the granted ones. */
    static Set<String> expand(Set<String> granted) {
        var all = new TreeSet<>(granted);
        if (granted.contains(ADMIN)) {
            all.addAll(ALL);
        }
        if (granted.contains(EDITOR)) {
            all.add(READER);
        }
        return all;
    }

    /** Those that mean something here: others are granted by whoever grants for other programs too. */
    static Set<String> known(Set<String> granted) {
        var known = new TreeSet<>(granted);
        known.retainAll(ALL);
        return known;
    }
}
