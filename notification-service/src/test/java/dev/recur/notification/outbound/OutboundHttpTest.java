package dev.recur.notification.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.channel.FailureReason;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static OutboundHttp http(boolean allowPrivate, Resolver resolver, Duration total) {
        return new OutboundHttp(
                VERTX,
                new HttpClientOptions(),
                resolver,
                new OutboundHttp.Settings(allowPrivate, Duration.ofSeconds(1), total, "Recur/test"));
    }

    private static Outcome post(FaultServer.Fault fault) throws IOException {
        try (var server = new FaultServer(fault);
                var http = http(true, Resolver.system(), Duration.ofSeconds(2))) {
            return http.post(URI.create("http://127.0.0.1:" + server.port() + "/"), Map.of(), BODY);
        }
    }

    private static void assertFailed(Outcome outcome, FailureReason reason) {
        assertThat(outcome).isEqualTo(new Outcome.Failed(reason));
    }

    @Test
    void an_answer_is_its_status_and_the_first_kilobyte_of_its_body() throws IOException {
        var outcome = post(FaultServer.answering(
                "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 3000\r\n\r\n" + "x".repeat(3000)));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Answered.class, answered -> {
            assertThat(answered.answer().status()).isEqualTo(503);
            assertThat(answered.answer().excerpt()).isEqualTo("x".repeat(1024));
            assertThat(answered.retryAfter()).isEqualTo("7");
        });
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws IOException {
        try (var canary = new FaultServer(FaultServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
            var outcome = post(FaultServer.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + canary.port()
                    + "/\r\nContent-Length: 0\r\n\r\n"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Answered.class,
                            answered -> assertThat(answered.answer().status()).isEqualTo(302));
            assertThat(canary.connections).hasValue(0);
        }
    }

    @Test
    void of_an_endless_answer_no_more_is_read_than_the_limit() throws Exception {
        var cut = new CountDownLatch(1);
        var sent = new AtomicInteger();
        var outcome = post(connection -> {
            var out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            try {
                while (true) {
                    out.write(new byte[16 * 1024]);
                    sent.addAndGet(16 * 1024);
                }
            } catch (IOException e) {
                cut.countDown();
            }
        });

        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(sent.get()).isLessThan(16 * 1024 * 1024);
    }

    @Test
    void a_hanging_server_costs_the_time_allowed_and_no_more() throws IOException {
        var before = System.nanoTime();

        assertFailed(post(connection -> {}), FailureReason.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void a_connection_that_ends_before_the_answer_is_a_failure() throws IOException {
        assertFailed(post(Socket::close), FailureReason.CONNECTION_CLOSED);
    }

    @Test
    void a_connection_that_was_closed_while_it_was_idle_costs_no_attempt() throws IOException {
        var answer = FaultServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (var server = new FaultServer(answer);
                var http = http(true, Resolver.system(), Duration.ofSeconds(2))) {
            for (int i = 0; i < 50; i++) {
                assertThat(http.post(URI.create("http://127.0.0.1:" + server.port() + "/"), Map.of(), BODY))
                        .isInstanceOf(Outcome.Answered.class);
            }
            assertThat(server.bodies).hasSize(50);
        }
    }

    @Test
    void nobody_listening_is_a_failure() throws IOException {
        int port;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (var http = http(true, Resolver.system(), Duration.ofSeconds(2))) {
            assertFailed(
                    http.post(URI.create("http://127.0.0.1:" + port), Map.of(), BODY), FailureReason.CONNECT_FAILED);
        }
    }

    @Test
    void a_server_that_speaks_no_tls_is_a_failure() throws IOException {
        try (var server = new FaultServer(FaultServer.answering("HTTP/1.1 200 OK\r\n\r\n"));
                var http = http(true, Resolver.system(), Duration.ofSeconds(3))) {
            var outcome = http.post(URI.create("https://127.0.0.1:" + server.port() + "/"), Map.of(), BODY);

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void an_unknown_host_is_a_failure() {
        try (var http = http(
                false,
                host -> {
                    throw new UnknownHostException(host);
                },
                Duration.ofSeconds(2))) {
            assertFailed(http.post(URI.create("https://nowhere.example/"), Map.of(), BODY), FailureReason.UNKNOWN_HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost.",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "017700000001",
                "0",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:0:0:1]"
            })
    void no_spelling_of_this_machine_reaches_it(String host) throws IOException {
        try (var canary = new FaultServer(FaultServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
                var http = http(false, Resolver.system(), Duration.ofSeconds(2))) {
            var outcome = http.post(URI.create("http://" + host + ":" + canary.port() + "/"), Map.of(), BODY);

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(canary.connections).hasValue(0);
        }
    }

    @Test
    void a_name_that_changes_its_meaning_after_the_check_leads_nowhere_else() throws IOException {
        var lookups = new AtomicInteger();
        var answers = List.of("192.0.2.1", "127.0.0.1");
        Resolver rebinding = host -> List.of(InetAddress.getByName(answers.get(lookups.getAndIncrement() % 2)));
        try (var canary = new FaultServer(FaultServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
                var http = http(true, rebinding, Duration.ofSeconds(2))) {
            var outcome = http.post(URI.create("http://rebinding.example:" + canary.port() + "/"), Map.of(), BODY);

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(lookups).hasValue(1);
            assertThat(canary.connections).hasValue(0);
        }
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse() {
        Resolver mixed = host -> List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1"));
        try (var http = http(false, mixed, Duration.ofSeconds(2))) {
            assertFailed(
                    http.post(URI.create("https://mixed.example/"), Map.of(), BODY), FailureReason.ADDRESS_NOT_ALLOWED);
        }
    }

    @Test
    void the_host_is_kept_although_the_address_is_connected_to() throws Exception {
        var head = new StringBuffer();
        try (var server = new FaultServer(FaultServer.answering("HTTP/1.1 204 No Content\r\n\r\n"), head);
                var http = http(true, host -> List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(2))) {
            http.post(URI.create("http://hooks.example:" + server.port() + "/a?b=c"), Map.of("x-y", "z"), BODY);

            assertThat(head)
                    .contains("POST /a?b=c HTTP/1.1")
                    .containsIgnoringCase("host: hooks.example:" + server.port())
                    .containsIgnoringCase("user-agent: Recur/test")
                    .containsIgnoringCase("x-y: z");
        }
    }
}
