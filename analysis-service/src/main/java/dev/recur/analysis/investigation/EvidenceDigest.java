package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Counted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** Tells whether the evidence is the same incidents as before. */
public record EvidenceDigest(String hexadecimal) {

    /** The digest of a set of incidents, in whatever order. */
    public static EvidenceDigest of(Collection<Counted> evidence) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            evidence.stream()
                    .map(incident -> incident.incidentId().toString())
                    .sorted()
                    .forEach(id -> sha256.update(id.getBytes(StandardCharsets.US_ASCII)));
            return new EvidenceDigest(HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
