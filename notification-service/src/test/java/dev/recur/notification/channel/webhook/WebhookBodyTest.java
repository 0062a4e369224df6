package dev.recur.notification.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.recur.notification.TestEvents;
import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.receiver.SigningSecret;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookBodyTest {

    private static final UUID ID = UUID.randomUUID();

    private static Message message(int evidence, String title) {
        var investigation = TestEvents.investigation(ID, Map.of("component", "payments"), evidence, title);
        var event = new InvestigationEvent(EventName.OPENED, "reopened", 7, investigation);
        return new Message(ID, TestEvents.OPENED_AT, null, new Content.Happened(event), null);
    }

    @Test
    void has_the_type_the_time_of_the_event_and_the_investigation() {
        var body = Json.read(WebhookBody.of(message(4, "Checkout answered 5xx")));

        assertThat(body.path("type").asText()).isEqualTo("investigation.opened");
        assertThat(body.path("timestamp").asText()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(body.at("/data/investigationId").asText()).isEqualTo(ID.toString());
        assertThat(body.at("/data/headline").asText()).isEqualTo("payments has had 4 incidents this quarter (2026-Q4)");
        assertThat(body.at("/data/evidence")).hasSize(4);
        assertThat(body.at("/data/evidence/0/title").asText()).isEqualTo("Checkout answered 5xx");
        assertThat(body.at("/data/change").asText()).isEqualTo("reopened");
    }

    @Test
    void evidence_is_cut_to_20_kB_keeping_the_latest_and_the_count() {
        var bytes = WebhookBody.of(message(100, "Ü".repeat(200)));
        var data = Json.read(bytes).path("data");

        assertThat(bytes.length).isBetween(19_000, WebhookBody.LONGEST);
        assertThat(data.path("evidenceCount").asInt()).isEqualTo(100);
        assertThat(data.path("evidence").size()).isBetween(20, 60);
        assertThat(data.path("evidence")
                        .get(data.path("evidence").size() - 1)
                        .path("incidentId")
                        .asText())
                .isEqualTo(new UUID(0, 99).toString());
    }

    @Test
    void the_same_message_has_the_same_body_every_time() {
        assertThat(WebhookBody.of(message(100, "x".repeat(300))))
                .isEqualTo(WebhookBody.of(message(100, "x".repeat(300))));
    }

    @Test
    void each_active_secret_signs_for_the_official_library() throws Exception {
        var random = new Random(1);
        var secrets = List.of(SigningSecret.generate(random), SigningSecret.generate(random));
        var now = Clock.systemUTC().instant();
        var body = WebhookBody.of(message(1, "Ünïcödé 🔥"));

        var signature = WebhookSignature.of(ID, now, body, secrets);

        var headers = Map.of(
                "webhook-id", List.of(ID.toString()),
                "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                "webhook-signature", List.of(signature));
        for (var secret : secrets) {
            new Webhook(secret.reveal()).verify(new String(body, StandardCharsets.UTF_8), headers);
        }
    }
}
