package dev.recur.ingest.webhook.signature;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Amazon SNS signs with RSA, and with one key for all its customers: only messages of the configured topics are genuine.
 * It repeats a message for up to an hour.
 */
final class SnsScheme implements Scheme {

    private static final Duration OLDEST = Duration.ofMinutes(65);
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    private final Set<String> topics;
    private final SnsEndpoint endpoint;

    SnsScheme(List<String> topics, SnsEndpoint endpoint) {
        this.topics = Set.copyOf(topics);
        this.endpoint = endpoint;
    }

    @Override
    public String name() {
        return Schemes.SNS;
    }

    @Override
    public Verdict judge(Posted request, Instant now) {
        var message = SnsMessage.read(request.body()).orElse(null);
        if (message == null || !topics.contains(String.valueOf(message.text("TopicArn"))) || !isInTime(message, now)) {
            return Verdict.REFUSED;
        }
        var algorithm = ALGORITHMS.get(String.valueOf(message.text("SignatureVersion")));
        var address = message.certificate().orElse(null);
        var id = message.text("MessageId");
        if (algorithm == null || address == null || id == null) {
            return Verdict.REFUSED;
        }
        return endpoint.key(address)
                .map(key -> verifies(message, algorithm, key) ? new Verdict.Genuine(Optional.of(id)) : Verdict.REFUSED)
                .orElseGet(Verdict.Unavailable::new);
    }

    private static boolean verifies(SnsMessage message, String algorithm, PublicKey key) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(message.signed());
            return signature.verify(decoded(message.text("Signature")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] decoded(@Nullable String base64) {
        return Base64.getDecoder().decode(base64 == null ? "" : base64);
    }

    private static boolean isInTime(SnsMessage message, Instant now) {
        try {
            var age = Duration.between(Instant.parse(String.valueOf(message.text("Timestamp"))), now);
            return age.compareTo(OLDEST) <= 0 && age.compareTo(HmacScheme.TOLERANCE.negated()) >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
