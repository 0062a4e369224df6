package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.webhook.SourceSettings.Signing;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.wire.json.Json;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String CERTIFICATE =
            "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";
    private static final String CONFIRM = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
    private static final String ALARM = "{\"AlarmName\":\"a\",\"AlarmArn\":\"arn:a\",\"NewStateValue\":\"ALARM\"}";

    private final Webhooks webhooks = new Webhooks(Map.of(
            "cloudwatch",
            SourceSettings.of(Optional.empty())
                    .signed(new Signing(
                            Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of(TOPIC)))));

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void a_signed_message_of_a_configured_topic_is_taken(String version) {
        assertThat(receive(signed(notification(), version)))
                .isInstanceOfSatisfying(
                        WebhookOutcome.Taken.class,
                        taken -> assertThat(taken.reports()).hasSize(1));
        assertThat(webhooks.sns.asked).containsExactly(URI.create(CERTIFICATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Message", "MessageId", "Subject", "Timestamp", "Type", "Signature"})
    void a_message_that_was_changed_is_refused(String member) {
        var message = signed(notification(), "2");
        message.put(
                member,
                member.equals("Timestamp")
                        ? "2026-11-22T11:59:00Z"
                        : message.get(member).asText() + "A");

        assertThat(receive(message)).isEqualTo(new WebhookOutcome.NotAuthenticated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-west-1.amazonaws.com.example.org/SimpleNotificationService-0.pem",
                "https://example.org/SimpleNotificationService-0.pem",
                "https://sns.eu-west-1.amazonaws.com@example.org/SimpleNotificationService-0.pem",
                "https://user@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0.pem",
                "https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-west-1.amazonaws.com/bucket/SimpleNotificationService-0.pem",
                "file:///etc/passwd",
                "::",
            })
    void a_certificate_of_somebody_else_is_not_even_asked_for(String address) {
        var message = signed(notification().put("SigningCertURL", address), "2");

        assertThat(receive(message)).isEqualTo(new WebhookOutcome.NotAuthenticated());
        assertThat(webhooks.sns.asked).isEmpty();
    }

    @Test
    void another_topic_is_refused_although_the_provider_signed_it() {
        var message = signed(notification().put("TopicArn", "arn:aws:sns:eu-west-1:666:evil"), "2");

        assertThat(receive(message)).isEqualTo(new WebhookOutcome.NotAuthenticated());
        assertThat(webhooks.sns.asked).isEmpty();
    }

    @Test
    void an_old_message_is_refused_and_the_same_one_is_taken_once() {
        var old = notification()
                .put("Timestamp", Webhooks.NOW.minus(Duration.ofHours(2)).toString());
        assertThat(receive(signed(old, "2"))).isEqualTo(new WebhookOutcome.NotAuthenticated());

        var message = signed(notification(), "2");
        receive(message);
        assertThat(receive(message))
                .isEqualTo(new WebhookOutcome.Taken(List.of(), List.of("the same delivery was taken in before")));
    }

    @Test
    void without_the_certificate_nothing_can_be_judged_and_the_sender_tries_again() {
        webhooks.sns.away = true;

        assertThat(receive(signed(notification(), "2"))).isEqualTo(new WebhookOutcome.NotJudged());
    }

    @Test
    void a_subscription_of_a_configured_topic_is_confirmed() {
        assertThat(receive(signed(subscription(CONFIRM), "1")))
                .isEqualTo(new WebhookOutcome.Taken(List.of(), List.of("a subscription, which is confirmed now")));
        assertThat(webhooks.sns.confirmed).containsExactly(URI.create(CONFIRM));
    }

    @Test
    void a_subscription_is_visited_at_the_provider_only() {
        receive(signed(subscription("https://169.254.169.254/latest/meta-data"), "1"));

        assertThat(webhooks.sns.confirmed).isEmpty();
    }

    private WebhookOutcome receive(ObjectNode message) {
        return webhooks.receive("cloudwatch", new Posted(Json.write(message), Map.of(), null));
    }

    private static ObjectNode notification() {
        return Json.object()
                .put("Type", "Notification")
                .put("MessageId", "m-1")
                .put("TopicArn", TOPIC)
                .put("Subject", "ALARM")
                .put("Message", ALARM)
                .put("Timestamp", Webhooks.NOW.toString())
                .put("SigningCertURL", CERTIFICATE);
    }

    private static ObjectNode subscription(String address) {
        return Json.object()
                .put("Type", "SubscriptionConfirmation")
                .put("MessageId", "m-2")
                .put("Token", "t")
                .put("TopicArn", TOPIC)
                .put("Message", "You have chosen to subscribe")
                .put("SubscribeURL", address)
                .put("Timestamp", Webhooks.NOW.toString())
                .put("SigningCertURL", CERTIFICATE);
    }

    private ObjectNode signed(ObjectNode message, String version) {
        var members = message.get("Type").asText().equals("Notification")
                ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        var text = new StringBuilder();
        members.forEach(member -> text.append(member)
                .append('\n')
                .append(message.get(member).asText())
                .append('\n'));
        try {
            var signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
            signature.initSign(webhooks.sns.keys.getPrivate());
            signature.update(text.toString().getBytes(UTF_8));
            return message.put("SignatureVersion", version)
                    .put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
