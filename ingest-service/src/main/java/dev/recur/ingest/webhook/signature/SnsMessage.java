package dev.recur.ingest.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.ingest.adapter.LenientJson;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message of Amazon SNS: what of it is signed, and which addresses in it may be visited. */
public record SnsMessage(JsonNode json) {

    private static final Pattern HOST = Pattern.compile("sns\\.[a-z0-9-]{3,30}\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[A-Za-z0-9]{1,64}\\.pem");
    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_HANDSHAKE =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    /** The message of a body, if it is one. */
    public static Optional<SnsMessage> read(byte[] body) {
        return LenientJson.read(body).filter(JsonNode::isObject).map(SnsMessage::new);
    }

    /** True if it asks to have a subscription confirmed. */
    public boolean isSubscription() {
        return "SubscriptionConfirmation".equals(text("Type"));
    }

    @Nullable
    String text(String member) {
        return json.path(member).textValue();
    }

    /** What is signed: names and values, each in a line, in an order of their own. */
    byte[] signed() {
        var members = "Notification".equals(text("Type")) ? OF_NOTIFICATION : OF_HANDSHAKE;
        var lines = new StringBuilder();
        for (var member : members) {
            var value = text(member);
            if (value != null) {
                lines.append(member).append('\n').append(value).append('\n');
            }
        }
        return lines.toString().getBytes(UTF_8);
    }

    Optional<URI> certificate() {
        return ofProvider(text("SigningCertURL"))
                .filter(uri -> CERTIFICATE.matcher(uri.getPath()).matches() && uri.getQuery() == null);
    }

    /** Where a visit confirms the subscription, if it is an address of the provider. */
    public Optional<URI> confirmation() {
        return ofProvider(text("SubscribeURL"));
    }

    private static Optional<URI> ofProvider(@Nullable String address) {
        try {
            var uri = URI.create(address == null ? "" : address);
            return "https".equals(uri.getScheme())
                            && uri.getRawUserInfo() == null
                            && uri.getPort() == -1
                            && uri.getHost() != null
                            && HOST.matcher(uri.getHost().toLowerCase(Locale.ROOT))
                                    .matches()
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
