package dev.recur.notification.channel;

/**
 * What a receiver answered.
 *
 * @param excerpt the beginning of the body, as text
 */
public record Answer(int status, String excerpt) {

    /** Longest excerpt that is kept, in bytes of the body. */
    public static final int LONGEST_EXCERPT = 1024;
}
