package dev.recur.wire.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that somebody who mistyped one most likely meant. */
public final class NearestName {

    private NearestName() {}

    /** Text for an unknown member, with the nearest known name where one is near. */
    public static String unknownMember(String name, Collection<String> known) {
        return nearest(name, known)
                .map(near -> "is not a known member; did you mean \"" + near + "\"?")
                .orElse("is not a known member; known are " + String.join(", ", known));
    }

    static Optional<String> nearest(String name, Collection<String> known) {
        var longestDistance = Math.max(2, Math.min(name.length(), 64) / 2);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= longestDistance);
    }

    /** Levenshtein distance, upper and lower case alike, of at most 64 characters. */
    private static int distance(String left, String right) {
        var a = left.substring(0, Math.min(64, left.length()));
        var previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                var same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                current[j] = Math.min(Math.min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + (same ? 0 : 1));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
