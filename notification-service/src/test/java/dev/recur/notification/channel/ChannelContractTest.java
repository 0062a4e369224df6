package dev.recur.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.recur.notification.TestMessages;
import dev.recur.notification.delivery.RetrySchedule;
import dev.recur.notification.outbound.FaultServer;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.outbound.Resolver;
import dev.recur.notification.receiver.ReceiverType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One contract for all channels that talk HTTP: what a server does decides what becomes of a delivery, and when. */
class ChannelContractTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);
    private static final List<ReceiverType> TYPES =
            List.of(ReceiverType.WEBHOOK, ReceiverType.SLACK, ReceiverType.TEAMS, ReceiverType.PAGERDUTY);
    /** In the middle of its jitter. */
    private static final RetrySchedule SCHEDULE = new RetrySchedule(new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MIN_VALUE;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    });

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private record Row(String sentence, FaultServer.Fault fault, String outcome, String url) {
        Row(String sentence, FaultServer.Fault fault, String outcome) {
            this(sentence, fault, outcome, "http://127.0.0.1:%d/hooks/a?b=c");
        }

        /** What takes all the time that it is given is given little. */
        boolean isSlow() {
            return sentence.contains("hang") || sentence.contains("one byte a second");
        }
    }

    private static FaultServer.Fault status(int status, String... headers) {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return FaultServer.answering("HTTP/1.1 " + status + " X\r\n" + lines + "Content-Length: 2\r\n\r\nok");
    }

    private static Stream<Row> rows() {
        return Stream.of(
                new Row("200 is delivered", status(200), "delivered"),
                new Row("201 is delivered", status(201), "delivered"),
                new Row("202 is delivered", status(202), "delivered"),
                new Row("204 is delivered", FaultServer.answering("HTTP/1.1 204 X\r\n\r\n"), "delivered"),
                new Row("301 is never followed", status(301, "Location: http://127.0.0.1:1/"), "redirect, PT5S"),
                new Row("302 is never followed", status(302, "Location: http://127.0.0.1:1/"), "redirect, PT5S"),
                new Row("304 is no delivery", FaultServer.answering("HTTP/1.1 304 X\r\n\r\n"), "redirect, PT5S"),
                new Row("307 is never followed", status(307, "Location: http://127.0.0.1:1/"), "redirect, PT5S"),
                new Row("308 is never followed", status(308, "Location: http://127.0.0.1:1/"), "redirect, PT5S"),
                new Row("400 may be mended", status(400), "client_error, PT5S"),
                new Row("401 may be mended", status(401), "client_error, PT5S"),
                new Row("403 may be mended", status(403), "client_error, PT5S"),
                new Row("404 may be mended", status(404), "client_error, PT5S"),
                new Row("410 disables", status(410), "gone, never"),
                new Row("413 may be mended", status(413), "client_error, PT5S"),
                new Row("429 waits as scheduled", status(429), "rate_limited, PT5S"),
                new Row("429 waits the seconds it says", status(429, "Retry-After: 90"), "rate_limited, PT1M30S"),
                new Row("429 never hurries", status(429, "Retry-After: 1"), "rate_limited, PT5S"),
                new Row(
                        "429 waits until the date it says",
                        status(429, "Retry-After: Sun, 22 Nov 2026 03:02:00 GMT"),
                        "rate_limited, PT2M"),
                new Row(
                        "429 with a date that is past waits as scheduled",
                        status(429, "Retry-After: Sun, 22 Nov 2026 02:00:00 GMT"),
                        "rate_limited, PT5S"),
                new Row("429 waits a day at most", status(429, "Retry-After: 999999999"), "rate_limited, PT24H"),
                new Row("429 with nonsense waits as scheduled", status(429, "Retry-After: soon"), "rate_limited, PT5S"),
                new Row("500 may be mended", status(500), "server_error, PT5S"),
                new Row("500 has no say in when", status(500, "Retry-After: 90"), "server_error, PT5S"),
                new Row("502 waits the seconds it says", status(502, "Retry-After: 90"), "unavailable, PT1M30S"),
                new Row("503 waits the seconds it says", status(503, "Retry-After: 90"), "unavailable, PT1M30S"),
                new Row("503 waits as scheduled", status(503), "unavailable, PT5S"),
                new Row("504 waits the seconds it says", status(504, "Retry-After: 90"), "unavailable, PT1M30S"),
                new Row(
                        "a handshake that hangs is no connection",
                        status(200),
                        "connect_failed, PT5S",
                        "https://127.0.0.1:%d/"),
                new Row("a hang costs the time allowed", connection -> {}, "timeout, PT5S"),
                new Row("a head of one byte a second is a hang", slowly("HTTP/1.1 200 OK\r\n"), "timeout, PT5S"),
                new Row("a body of one byte a second is no matter", ChannelContractTest::slowBody, "delivered"),
                new Row("an endless body is no matter", endless(200), "delivered"),
                new Row("an endless error is an error", endless(500), "server_error, PT5S"),
                new Row("a closed connection is no answer", Socket::close, "connection_closed, PT5S"),
                new Row("a reset is no answer", ChannelContractTest::reset, "connection_closed, PT5S"),
                new Row(
                        "what is no HTTP is no answer",
                        FaultServer.answering("SSH-2.0-OpenSSH_9.6\r\n\r\n"),
                        "protocol_error, PT5S"),
                new Row(
                        "half a head is no answer",
                        FaultServer.answering("HTTP/1.1 200 OK\r\nX:"),
                        "connection_closed, PT5S"));
    }

    static Stream<Arguments> contract() {
        return TYPES.stream().flatMap(type -> rows().map(row -> Arguments.of(type, row.sentence(), row)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("contract")
    void what_the_server_does_decides(ReceiverType type, String sentence, Row row) throws IOException {
        try (var server = new FaultServer(row.fault());
                var http = row.isSlow() ? http(Duration.ofMillis(300), Duration.ofMillis(600)) : patient()) {
            var url = URI.create(row.url().formatted(server.port()));

            var result =
                    HttpChannels.deliver(type, http, NOW, TestMessages.all().get("opened"), url);

            assertThat(outcome(result)).isEqualTo(expected(type, row));
        }
    }

    /** PagerDuty says of 400 that the same again is invalid again. */
    private static String expected(ReceiverType type, Row row) {
        return type == ReceiverType.PAGERDUTY && row.sentence().startsWith("400")
                ? "client_error, never"
                : row.outcome();
    }

    @ParameterizedTest
    @MethodSource("types")
    void no_tls_and_a_certificate_that_nobody_vouches_for_may_be_mended(ReceiverType type) throws IOException {
        var mail = new GreenMail(ServerSetup.SMTPS.dynamicPort());
        mail.start();
        try (var plain = FaultServer.atOnce(status(200));
                var http = patient()) {
            for (var port : List.of(plain.port(), mail.getSmtps().getPort())) {
                var url = URI.create("https://127.0.0.1:" + port + "/");

                var result =
                        HttpChannels.deliver(type, http, NOW, TestMessages.all().get("opened"), url);

                assertThat(outcome(result)).isEqualTo("tls_failed, PT5S");
            }
        } finally {
            mail.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void nobody_listening_may_be_mended(ReceiverType type) throws IOException {
        int port;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (var http = patient()) {
            var url = URI.create("http://127.0.0.1:" + port + "/");

            var result =
                    HttpChannels.deliver(type, http, NOW, TestMessages.all().get("opened"), url);

            assertThat(outcome(result)).isEqualTo("connect_failed, PT5S");
        }
    }

    static List<ReceiverType> types() {
        return TYPES;
    }

    private static OutboundHttp patient() {
        return http(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    private static OutboundHttp http(Duration connect, Duration total) {
        return new OutboundHttp(
                VERTX,
                new HttpClientOptions(),
                Resolver.system(),
                new OutboundHttp.Settings(true, connect, total, "Recur/test"));
    }

    /** What becomes of the delivery after its first attempt. */
    private static String outcome(Result result) {
        return switch (result) {
            case Result.Delivered delivered -> "delivered";
            case Result.GiveUp gaveUp -> gaveUp.reason().wireName() + ", never";
            case Result.TryAgain again ->
                again.reason().wireName() + ", "
                        + SCHEDULE.waitAfter(1, again.retryAfter()).orElseThrow();
        };
    }

    private static FaultServer.Fault slowly(String text) {
        return connection -> drop(connection.getOutputStream(), text);
    }

    private static void slowBody(Socket connection) throws IOException {
        connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        drop(connection.getOutputStream(), "x".repeat(60));
    }

    /** A byte a second, until the other side has had enough. */
    private static void drop(OutputStream out, String text) throws IOException {
        for (var one : text.getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(one);
            out.flush();
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static FaultServer.Fault endless(int status) {
        return connection -> {
            var out = connection.getOutputStream();
            out.write(("HTTP/1.1 " + status + " X\r\nContent-Length: 10000000000\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            var part = new byte[16 * 1024];
            while (true) {
                out.write(part);
            }
        };
    }

    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}
