package dev.recur.notification.receiver;

import java.util.Optional;
import java.util.regex.Pattern;

/** The key of a service of PagerDuty, for its Events API v2: whoever knows it can page people. Never shown nor logged. */
public record RoutingKey(String key) {

    /** What stands where the key was. */
    public static final String SHOWN = "…";

    static final String FORM = "must be the 32 letters and digits of an integration key";

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{32}");

    /** The key of that text, unless it is none. */
    public static Optional<RoutingKey> parse(String text) {
        return KEY.matcher(text).matches() ? Optional.of(new RoutingKey(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}
