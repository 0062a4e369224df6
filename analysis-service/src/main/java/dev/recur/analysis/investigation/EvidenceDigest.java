package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.CountedIncidents;
import java.util.HexFormat;

/**
 * Tells whether the evidence is the same incidents as before: the sum of their mixed ids, which needs no order, as thousands are
 * gone through at each judging. For telling sets apart that nobody chose, not against forgery.
 */
public record EvidenceDigest(String hexadecimal) {

    /** As zero would be mixed to zero, and an incident of that id be none. */
    private static final long NOT_ZERO = 0x9e3779b97f4a7c15L;

    /** The digest of a set of incidents. */
    public static EvidenceDigest of(CountedIncidents evidence) {
        var high = 0L;
        var low = 0L;
        for (int i = 0; i < evidence.size(); i++) {
            var mixed = mixed(evidence.idHigh(i) + mixed(evidence.idLow(i) + NOT_ZERO));
            high += mixed;
            low += mixed(mixed + evidence.idLow(i));
        }
        return new EvidenceDigest(
                HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low));
    }

    /** The finalizer of MurmurHash3: every bit of what goes in decides about every bit of what comes out. */
    private static long mixed(long bits) {
        var half = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
        var whole = (half ^ (half >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return whole ^ (whole >>> 33);
    }
}
