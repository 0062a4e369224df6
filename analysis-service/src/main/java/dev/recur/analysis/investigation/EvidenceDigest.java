package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Counted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.UUID;

/** Tells whether the evidence is the same incidents as before. */
public record EvidenceDigest(String hexadecimal) {

    /** The order of their texts, without making these. */
    private static final Comparator<UUID> AS_TEXT = (one, other) -> {
        var high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    /** The digest of a set of incidents, in whatever order. */
    public static EvidenceDigest of(Collection<Counted> evidence) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            evidence.stream()
                    .map(Counted::incidentId)
                    .sorted(AS_TEXT)
                    .forEach(id -> sha256.update(id.toString().getBytes(StandardCharsets.US_ASCII)));
            return new EvidenceDigest(HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
