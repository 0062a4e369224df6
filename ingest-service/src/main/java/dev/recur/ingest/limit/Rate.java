package dev.recur.ingest.limit;

/**
 * How much somebody may send.
 *
 * @param perSecond reports a second, in the long run
 * @param burst reports at once, after a while of silence
 */
public record Rate(long perSecond, long burst) {

    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "a rate and its burst must be at least 1, were " + perSecond + " and " + burst);
        }
    }
}
