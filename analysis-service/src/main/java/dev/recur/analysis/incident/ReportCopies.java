package dev.recur.analysis.incident;

import dev.recur.wire.json.Json;
import dev.recur.wire.report.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;

/** Which of several copies under one report id stands. */
public final class ReportCopies {

    private static final Comparator<Report> BY_CONTENT =
            Comparator.comparing(ReportCopies::digest, Arrays::compareUnsigned);

    private ReportCopies() {}

    /** The copy that stands: the smallest by (recordedAt, SHA-256 of the facts, SHA-256 of everything else). */
    public static Report standing(Report one, Report other) {
        var byTime = one.recordedAt().compareTo(other.recordedAt());
        if (byTime != 0) {
            return byTime < 0 ? one : other;
        }
        // Almost always the same record once more: digests are made only for those that are not.
        return one.equals(other) || BY_CONTENT.compare(one, other) <= 0 ? one : other;
    }

    /** By the facts first; the rest decides between copies that state the same facts, so that their order does not. */
    private static byte[] digest(Report report) {
        var rest = String.join(
                "\0",
                report.type().name(),
                report.asOf().toString(),
                report.source(),
                String.valueOf(report.externalId()),
                String.valueOf(report.correlationKey()),
                String.valueOf(report.reason()));
        var facts = sha256().digest(Json.canonical(report.factsAsSent()));
        var both = Arrays.copyOf(facts, 2 * facts.length);
        System.arraycopy(sha256().digest(rest.getBytes(StandardCharsets.UTF_8)), 0, both, facts.length, facts.length);
        return both;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
