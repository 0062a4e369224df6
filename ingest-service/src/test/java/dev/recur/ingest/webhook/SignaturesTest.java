package dev.recur.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.ingest.webhook.SourceSettings.Signing;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.ingest.webhook.signature.Scheme;
import dev.recur.ingest.webhook.signature.Schemes;
import dev.recur.ingest.webhook.signature.Secret;
import dev.recur.ingest.webhook.signature.Verdict;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

    private static final Instant NOW = Webhooks.NOW;
    private static final String TIME = Long.toString(NOW.getEpochSecond());
    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"alerts\": [], \"n\": 12345}".getBytes(UTF_8);

    /** One correctly signed request. */
    record Signed(
            String scheme,
            Map<String, String> headers,
            @Nullable String token,
            @Nullable String timestampHeader) {

        Posted posted() {
            return new Posted(BODY, headers, token);
        }

        Scheme judge(String... secrets) {
            return SignaturesTest.scheme(scheme, timestampHeader, secrets);
        }

        @Override
        public String toString() {
            return scheme + (timestampHeader == null ? "" : " with a time");
        }
    }

    static Stream<Signed> signed() {
        return Stream.of(
                of("github", Map.of("x-hub-signature-256", "sha256=" + hex("", BODY))),
                of("jira", Map.of("x-hub-signature", "sha256=" + hex("", BODY))),
                of("pagerduty", Map.of("x-pagerduty-signature", "v1=" + "0".repeat(64) + ",v1=" + hex("", BODY))),
                of("sentry", Map.of("sentry-hook-signature", hex("", BODY))),
                of("firehydrant", Map.of("fh-signature", hex("", BODY))),
                of("grafana", Map.of("x-grafana-alerting-signature", hex("", BODY))),
                new Signed(
                        "grafana",
                        Map.of("x-grafana-alerting-signature", hex(TIME + ":", BODY), "x-time", TIME),
                        null,
                        "X-Time"),
                of(
                        "slack",
                        Map.of(
                                "x-slack-signature",
                                "v0=" + hex("v0:" + TIME + ":", BODY),
                                "x-slack-request-timestamp",
                                TIME)),
                of("rootly", Map.of("x-rootly-signature", "t=" + TIME + ",v1=" + hex(TIME, BODY))),
                of("standard-webhooks", standard("webhook-")),
                of("standard-webhooks", standard("svix-")),
                of("bearer", Map.of("authorization", "Bearer " + SECRET)),
                of(
                        "basic",
                        Map.of("authorization", "Basic " + Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8)))),
                of("header", Map.of("x-recur-token", SECRET)),
                new Signed("query", Map.of(), SECRET, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signed")
    void a_signed_request_is_genuine_by_either_of_two_secrets(Signed signed) {
        assertThat(signed.judge(SECRET).judge(signed.posted(), NOW)).isInstanceOf(Verdict.Genuine.class);
        assertThat(signed.judge("bmV3IHNlY3JldCwgbmV3IHNlY3JldA==", SECRET).judge(signed.posted(), NOW))
                .isInstanceOf(Verdict.Genuine.class);
        assertThat(signed.judge("bmV3IHNlY3JldCwgbmV3IHNlY3JldA==").judge(signed.posted(), NOW))
                .isEqualTo(Verdict.REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signed")
    void a_request_that_is_not_signed_is_refused(Signed signed) {
        assertThat(signed.judge(SECRET).judge(new Posted(BODY, Map.of(), null), NOW))
                .isEqualTo(Verdict.REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signed")
    void a_time_that_is_signed_is_good_for_five_minutes_and_then_a_replay(Signed signed) {
        var inTime = signed.judge(SECRET).judge(signed.posted(), NOW.plus(Duration.ofMinutes(5)));
        var late = signed.judge(SECRET)
                .judge(signed.posted(), NOW.plus(Duration.ofMinutes(5).plusSeconds(1)));
        var early = signed.judge(SECRET)
                .judge(signed.posted(), NOW.minus(Duration.ofMinutes(5).plusSeconds(1)));

        if (inTime instanceof Verdict.Genuine(var delivery) && delivery.isPresent()) {
            assertThat(List.of(late, early)).containsOnly(Verdict.REFUSED);
        } else {
            assertThat(late).isEqualTo(Verdict.GENUINE);
        }
    }

    @Test
    void ten_thousand_mutated_signatures_are_all_refused_alike() {
        var random = new Random(20261124);
        var all = signed().toList();
        for (int i = 0; i < 10_000; i++) {
            var signed = all.get(i % all.size());
            assertThat(signed.judge(SECRET).judge(mutated(signed, random), NOW))
                    .as(signed.toString())
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    /** One bit of the body, or one character of a credential, is another. */
    private static Posted mutated(Signed signed, Random random) {
        var bodyIsSigned = !List.of("bearer", "basic", "header", "query").contains(signed.scheme());
        if (bodyIsSigned && random.nextBoolean()) {
            var body = BODY.clone();
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            return new Posted(body, signed.headers(), signed.token());
        }
        if (signed.token() != null) {
            return new Posted(BODY, Map.of(), changed(signed.token(), random));
        }
        var headers = new HashMap<>(signed.headers());
        var names = List.copyOf(headers.keySet());
        headers.computeIfPresent(names.get(random.nextInt(names.size())), (name, value) -> changed(value, random));
        return new Posted(BODY, headers, null);
    }

    private static String changed(String value, Random random) {
        var secret = value.lastIndexOf(' ') + 1;
        var at = secret + random.nextInt(Math.max(1, value.length() - secret));
        // upper and lower case are the same in hexadecimal digits, and the first signature of several is wrong anyway
        at = value.startsWith("v1=0") ? value.length() - 1 - random.nextInt(60) : at;
        var other = "ghijklmnopqrstuvwxyz".charAt(random.nextInt(20));
        var result = value.substring(0, at) + (value.charAt(at) == other ? '!' : other) + value.substring(at + 1);
        return result;
    }

    @Test
    void the_test_vector_of_github() {
        var posted = new Posted(
                "Hello, World!".getBytes(UTF_8),
                Map.of(
                        "x-hub-signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                null);

        assertThat(scheme("github", null, "It's a Secret to Everybody").judge(posted, NOW))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void the_test_vector_of_standard_webhooks() {
        var posted = new Posted(
                "{\"test\": 2432232314}".getBytes(UTF_8),
                Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                null);

        assertThat(scheme("standard-webhooks", null, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                        .judge(posted, Instant.ofEpochSecond(1614265330)))
                .isEqualTo(new Verdict.Genuine(Optional.of("msg_p5jXN8AQM9LWM0D4loKWxJek")));
    }

    @Test
    void a_delivery_that_comes_again_within_its_time_is_taken_once() {
        var webhooks = new Webhooks(
                Map.of("incident-io", SourceSettings.of(Optional.empty()).signed(Signing.with("whsec_" + SECRET))));
        var body = """
                {"event_type": "public_incident.incident_created_v2",
                 "public_incident.incident_created_v2": {"id": "1", "name": "n"}}""".getBytes(UTF_8);
        var posted = new Posted(body, standard("webhook-", body), null);

        assertThat(webhooks.receive("incident-io", posted))
                .isInstanceOfSatisfying(
                        WebhookOutcome.Taken.class,
                        taken -> assertThat(taken.reports()).hasSize(1));
        assertThat(webhooks.receive("incident-io", posted))
                .isEqualTo(new WebhookOutcome.Taken(List.of(), List.of("the same delivery was taken in before")));
        assertThat(webhooks.log.reports).hasSize(1);
    }

    @Test
    void a_delivery_that_did_not_become_durable_is_taken_when_it_comes_again() {
        var webhooks = new Webhooks(
                Map.of("incident-io", SourceSettings.of(Optional.empty()).signed(Signing.with("whsec_" + SECRET))));
        var posted = new Posted(BODY, standard("webhook-"), null);
        webhooks.log.away = true;
        var event = """
                {"event_type": "public_incident.incident_created_v2",
                 "public_incident.incident_created_v2": {"id": "1", "name": "n"}}""".getBytes(UTF_8);
        var signed = new Posted(event, standard("webhook-", event), null);

        assertThat(webhooks.receive("incident-io", signed)).isInstanceOf(WebhookOutcome.Unavailable.class);
        webhooks.log.away = false;
        assertThat(webhooks.receive("incident-io", signed)).isInstanceOf(WebhookOutcome.Taken.class);
        assertThat(webhooks.log.reports).hasSize(1);
        assertThat(posted).hasToString("a request of " + BODY.length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "nobody"})
    void who_has_neither_signature_nor_key_is_told_the_same(String source) {
        var webhooks = new Webhooks(
                Map.of("github", SourceSettings.of(Optional.empty()).signed(Signing.with(SECRET))));

        assertThat(webhooks.receive(source, new Posted(BODY, Map.of(), null)))
                .isEqualTo(new WebhookOutcome.NotAuthenticated());
        // an API key is no signature
        assertThat(webhooks.receive("github", BODY)).isEqualTo(new WebhookOutcome.NotAuthenticated());
    }

    private static Signed of(String scheme, Map<String, String> headers) {
        return new Signed(scheme, headers, null, null);
    }

    private static Scheme scheme(String name, @Nullable String timestampHeader, String... secrets) {
        var settings =
                new Schemes.Settings(Stream.of(secrets).map(Secret::new).toList(), null, timestampHeader, List.of());
        return Schemes.of(name, settings, new FakeSns());
    }

    private static Map<String, String> standard(String names) {
        return standard(names, BODY);
    }

    private static Map<String, String> standard(String names, byte[] body) {
        var mac = mac(Base64.getDecoder().decode(SECRET), "msg_1." + TIME + ".", body);
        return Map.of(
                names + "id",
                "msg_1",
                names + "timestamp",
                TIME,
                names + "signature",
                "v1a,ignored v1," + Base64.getEncoder().encodeToString(mac));
    }

    private static String hex(String prefix, byte[] body) {
        return HexFormat.of().formatHex(mac(SECRET.getBytes(UTF_8), prefix, body));
    }

    private static byte[] mac(byte[] key, String prefix, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(prefix.getBytes(UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
