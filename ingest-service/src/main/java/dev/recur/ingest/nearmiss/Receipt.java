package dev.recur.ingest.nearmiss;

import dev.recur.wire.report.Identity;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * What somebody who reported a near miss is given, once: 128 random bits, and 16 more by which a typing error is noticed.
 * It is kept nowhere; whoever knows it can add to the near miss.
 */
public record Receipt(String text) {

    private static final Pattern FORM = Pattern.compile("nm_([0-9a-f]{32})([0-9a-f]{4})");

    /** A new one. */
    static Receipt random(RandomGenerator random) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var digits = HexFormat.of().formatHex(bytes);
        return new Receipt("nm_" + digits + check(digits));
    }

    /** The receipt that somebody typed, unless it cannot be one. */
    public static Optional<Receipt> parse(String text) {
        var matcher = FORM.matcher(text.strip());
        return matcher.matches() && check(matcher.group(1)).equals(matcher.group(2))
                ? Optional.of(new Receipt(matcher.group()))
                : Optional.empty();
    }

    UUID incidentId() {
        return Identity.incidentOfReceipt(text);
    }

    private static String check(String digits) {
        return Identity.named("receipt/check", digits).toString().substring(0, 4);
    }

    /** Not the receipt: it must not get into a log. */
    @Override
    public String toString() {
        return "nm_…";
    }
}
