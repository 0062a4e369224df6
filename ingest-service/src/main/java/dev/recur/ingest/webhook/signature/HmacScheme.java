package dev.recur.ingest.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over the body, or over a prefix with a time and the body. */
final class HmacScheme implements Scheme {

    /** Clocks differ, and deliveries wait. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int MOST_SIGNATURES = 10;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private final String name;
    private final Function<Posted, Optional<Claim>> claims;
    private final Encoding encoding;
    private final List<SecretKeySpec> keys;

    HmacScheme(String name, Function<Posted, Optional<Claim>> claims, Encoding encoding, List<byte[]> keys) {
        this.name = name;
        this.claims = claims;
        this.encoding = encoding;
        this.keys =
                keys.stream().map(key -> new SecretKeySpec(key, "HmacSHA256")).toList();
    }

    /** How a signature is written. */
    enum Encoding {
        HEX {
            @Override
            byte[] decode(String text) {
                return HexFormat.of().parseHex(text);
            }
        },
        BASE64 {
            @Override
            byte[] decode(String text) {
                return Base64.getDecoder().decode(text);
            }
        };

        abstract byte[] decode(String text);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Verdict judge(Posted request, Instant now) {
        var claim = claims.apply(request).orElse(null);
        if (claim == null || !isInTime(claim, now)) {
            return Verdict.REFUSED;
        }
        var genuine = false;
        for (var key : keys) {
            var expected = mac(key, claim.signedPrefix(), request.body());
            for (var signature :
                    claim.signatures().stream().limit(MOST_SIGNATURES).toList()) {
                genuine |= MessageDigest.isEqual(expected, decoded(signature));
            }
        }
        if (!genuine) {
            return Verdict.REFUSED;
        }
        return claim.timestamp() == null
                ? Verdict.GENUINE
                : new Verdict.Genuine(Optional.of(
                        claim.delivery() == null ? claim.signatures().getFirst() : claim.delivery()));
    }

    private static boolean isInTime(Claim claim, Instant now) {
        var timestamp = claim.timestamp();
        if (timestamp == null) {
            return true;
        }
        return SECONDS.matcher(timestamp).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private byte[] decoded(String signature) {
        try {
            return encoding.decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] mac(SecretKeySpec key, String prefix, byte[] body) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            mac.update(prefix.getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
