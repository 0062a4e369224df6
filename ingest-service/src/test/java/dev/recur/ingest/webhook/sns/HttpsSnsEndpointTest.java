package dev.recur.ingest.webhook.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that counts what it is asked. */
class HttpsSnsEndpointTest {

    private static final Instant WITHIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant BEFORE = Instant.parse("2025-12-31T23:00:00Z");

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/good.pem", 200, certificate());
        serve("/ok", 200, "<ConfirmSubscriptionResponse/>".getBytes(UTF_8));
        serve("/broken.pem", 200, "no certificate".getBytes(UTF_8));
        serve("/large.pem", 200, new byte[10 * 1024 * 1024]);
        serve("/away", 503, new byte[0]);
        serve("/elsewhere", 302, new byte[0]);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_certificate_is_fetched_once_and_kept() {
        var sns = at(WITHIN);

        var key = sns.key(uri("/good.pem"));

        assertThat(key).map(found -> found.getAlgorithm()).contains("EC");
        assertThat(sns.key(uri("/good.pem"))).isEqualTo(key);
        assertThat(times("/good.pem")).isEqualTo(1);
    }

    @Test
    void a_certificate_that_is_not_valid_yet_gives_no_key() {
        assertThat(at(BEFORE).key(uri("/good.pem"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken.pem", "/large.pem"})
    void what_is_no_certificate_gives_no_key(String path) {
        assertThat(at(WITHIN).key(uri(path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/away", "/elsewhere"})
    void what_fails_is_not_asked_again_for_a_while_and_no_redirect_is_followed(String path) {
        var sns = at(WITHIN);

        assertThat(sns.key(uri(path))).isEmpty();
        assertThat(sns.key(uri(path))).isEmpty();
        assertThat(sns.confirm(uri(path))).isFalse();

        assertThat(times(path)).isEqualTo(1);
        assertThat(times("/good.pem")).isZero();
    }

    @Test
    void a_server_that_is_not_there_gives_no_key() {
        var port = server.getAddress().getPort();
        server.stop(0);

        assertThat(at(WITHIN).key(URI.create("http://127.0.0.1:" + port + "/good.pem")))
                .isEmpty();
    }

    @Test
    void a_subscription_is_confirmed_by_asking_for_its_address() {
        assertThat(at(WITHIN).confirm(uri("/ok"))).isTrue();
        assertThat(times("/ok")).isEqualTo(1);
    }

    private void serve(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            asked.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
            exchange.getResponseHeaders().set("Location", uri("/good.pem").toString());
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            } catch (IOException e) {
                // who has read enough hangs up
            }
        });
    }

    private int times(String path) {
        return Optional.ofNullable(asked.get(path)).map(AtomicInteger::get).orElse(0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static HttpsSnsEndpoint at(Instant now) {
        return new HttpsSnsEndpoint(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static byte[] certificate() throws IOException {
        try (var stream = HttpsSnsEndpointTest.class.getResourceAsStream("/sns/certificate.pem")) {
            if (stream == null) {
                throw new IllegalStateException("certificate.pem is missing");
            }
            return stream.readAllBytes();
        }
    }
}
