package dev.recur.analysis.investigation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an opening is told: a bad rule must not page a company. */
public enum Telling {
    /** Like any other. */
    BY_ITSELF,
    /** As the notice that more are opened than are told. */
    AS_NOTICE,
    /** Not at all: the notice has been told. */
    NOT;

    /** Within how long openings of a rule are counted. */
    public static final Duration PERIOD = Duration.ofHours(1);

    /** The {@code change} of an event that is a notice. */
    public static final String TOO_MANY_OPENINGS = "too_many_openings";

    /**
     * How one more is told.
     *
     * @param openings of the rule within the period, this one too
     * @param most how many are told by themselves
     * @param noticed when the notice was last told
     */
    public static Telling of(long openings, int most, @Nullable Instant noticed, Instant now) {
        if (openings <= most) {
            return BY_ITSELF;
        }
        return noticed != null && noticed.isAfter(now.minus(PERIOD)) ? NOT : AS_NOTICE;
    }

    /** What the notice says instead of the headline. */
    public static String notice(String rule, int most, String headline) {
        return "The rule " + rule + " has opened more than " + most + " investigations within an hour; this is told of"
                + " the latest only, further ones are opened without a word: " + headline;
    }
}
