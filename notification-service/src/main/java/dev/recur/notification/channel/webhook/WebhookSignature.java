package dev.recur.notification.channel.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.recur.notification.receiver.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code webhook-signature}: one signature for each active secret, so that a rotation breaks nobody. */
final class WebhookSignature {

    private WebhookSignature() {}

    static String of(UUID id, Instant attemptedAt, byte[] body, List<SigningSecret> secrets) {
        var text = new String(body, StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> sign(secret, id, attemptedAt, text))
                .collect(Collectors.joining(" "));
    }

    private static String sign(SigningSecret secret, UUID id, Instant attemptedAt, String body) {
        try {
            return new Webhook(secret.key()).sign(id.toString(), attemptedAt.getEpochSecond(), body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
