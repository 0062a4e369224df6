package dev.recur.ingest.webhook.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recur.ingest.webhook.signature.HmacScheme.Encoding;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every scheme by the name that the configuration has for it. */
public final class Schemes {

    public static final String SNS = "sns";
    public static final String ROUTING_KEY = "routing-key";

    /** All names. */
    public static final List<String> NAMES = List.of(
            "basic",
            "bearer",
            "firehydrant",
            "github",
            "grafana",
            "header",
            "jira",
            "pagerduty",
            "query",
            "rootly",
            ROUTING_KEY,
            "sentry",
            "slack",
            SNS,
            "standard-webhooks");

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private Schemes() {}

    /**
     * What a source is configured with.
     *
     * @param header where the secret or the signature stands, for the schemes that leave it open
     * @param timestampHeader where Grafana writes the time, if it does
     * @param topics the topics of SNS that may speak
     */
    public record Settings(
            List<Secret> secrets,
            @Nullable String header,
            @Nullable String timestampHeader,
            List<String> topics) {}

    /**
     * The scheme of a name.
     *
     * @throws IllegalArgumentException saying what is wrong with the settings
     */
    public static Scheme of(String name, Settings settings, SnsEndpoint endpoint) {
        if (name.equals(SNS)) {
            if (settings.topics().isEmpty()) {
                throw new IllegalArgumentException(
                        "topics must name the topics that may speak: every customer of SNS can sign");
            }
            return new SnsScheme(settings.topics(), endpoint);
        }
        if (settings.secrets().isEmpty()) {
            throw new IllegalArgumentException("secret is missing, which the scheme " + name + " needs");
        }
        return ofSecrets(name, settings);
    }

    private static Scheme ofSecrets(String name, Settings settings) {
        var secrets = settings.secrets();
        var keys = secrets.stream().map(Secret::bytes).toList();
        return switch (name) {
            case "github" -> new HmacScheme(name, Claims.ofBody("x-hub-signature-256", "sha256="), Encoding.HEX, keys);
            case "jira" -> new HmacScheme(name, Claims.ofBody("x-hub-signature", "sha256="), Encoding.HEX, keys);
            case "pagerduty" -> new HmacScheme(name, Claims.ofBody("x-pagerduty-signature", "v1="), Encoding.HEX, keys);
            case "sentry" -> new HmacScheme(name, Claims.ofBody("sentry-hook-signature", ""), Encoding.HEX, keys);
            case "firehydrant" -> new HmacScheme(name, Claims.ofBody("fh-signature", ""), Encoding.HEX, keys);
            case "grafana" -> grafana(settings, keys);
            case "slack" ->
                new HmacScheme(
                        name,
                        Claims.withTime("x-slack-signature", "v0=", "x-slack-request-timestamp", "v0:"),
                        Encoding.HEX,
                        keys);
            case "rootly" -> new HmacScheme(name, Claims::rootly, Encoding.HEX, keys);
            case "standard-webhooks" ->
                new HmacScheme(
                        name,
                        Claims::standardWebhooks,
                        Encoding.BASE64,
                        secrets.stream().map(Schemes::standardKey).toList());
            case "bearer" -> new SharedSecretScheme(name, request -> authorization(request, BEARER), secrets);
            case "basic" ->
                new SharedSecretScheme(
                        name, request -> authorization(request, BASIC).flatMap(Schemes::decoded), secrets);
            case "header" -> {
                var header = lower(settings.header(), "x-recur-token");
                yield new SharedSecretScheme(name, request -> request.header(header), secrets);
            }
            case "query" -> new SharedSecretScheme(name, request -> Optional.ofNullable(request.token()), secrets);
            case ROUTING_KEY -> new SharedSecretScheme(name, RoutingKey::of, secrets);
            default ->
                throw new IllegalArgumentException("there is no scheme " + name + ", only " + String.join(", ", NAMES));
        };
    }

    private static Scheme grafana(Settings settings, List<byte[]> keys) {
        var header = lower(settings.header(), "x-grafana-alerting-signature");
        var claims = settings.timestampHeader() == null
                ? Claims.ofBody(header, "")
                : Claims.withTime(header, "", lower(settings.timestampHeader(), ""), "");
        return new HmacScheme("grafana", claims, Encoding.HEX, keys);
    }

    /** {@code whsec_<base64>}; without the prefix it is base64 all the same. */
    private static byte[] standardKey(Secret secret) {
        try {
            return Base64.getDecoder().decode(secret.text().replaceFirst("^whsec_", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a secret of Standard Webhooks must be base64 after whsec_", e);
        }
    }

    private static Optional<String> authorization(Posted request, String scheme) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String lower(@Nullable String name, String otherwise) {
        return name == null ? otherwise : name.toLowerCase(Locale.ROOT);
    }
}
