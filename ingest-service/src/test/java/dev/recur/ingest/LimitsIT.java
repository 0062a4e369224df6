package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class LimitsIT {

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void a_key_over_its_rate_is_told_when_to_come_back() {
        var first = slow("{\"title\":\"x\"}");
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"reports\";q=3;w=3");
        assertThat(first.header("RateLimit")).startsWith("\"reports\";r=");
        assertThat(slow("[{\"title\":\"a\"},{\"title\":\"b\"},{\"title\":\"c\"},{\"title\":\"d\"}]")
                        .statusCode())
                .isEqualTo(202);

        var refused = slow("{\"title\":\"x\"}");

        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(429);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 5);
        assertThat(refused.header("RateLimit")).startsWith("\"reports\";r=0;t=");
        assertThat(Ingest.post("{\"title\":\"x\"}").header("RateLimit")).isNull();
    }

    @Test
    void senders_who_hang_up_leave_no_trace() throws IOException {
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 50; i++) {
            var socket = new Socket("127.0.0.1", Ingest.port());
            socket.getOutputStream()
                    .write(("POST /api/v1/incidents HTTP/1.1\r\nHost: x\r\nAuthorization: " + Keys.TOOLING.header()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
                                    + "x".repeat(50_000))
                            .getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Ingest.gauge("recur_ingest_admission_body_bytes") >= 50 * 50_000);
        assertThat(Ingest.gauge("recur_ingest_admission_requests")).isZero();

        for (var socket : sockets) {
            socket.close();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> Ingest.gauge("recur_ingest_admission_body_bytes") == 0);
        assertThat(Ingest.post("{\"title\":\"x\"}").statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10)).until(() -> Ingest.gauge("recur_ingest_admission_requests") == 0);
    }

    private static Response slow(String body) {
        return Ingest.as(Keys.SLOW).contentType("application/json").body(body).post("/api/v1/incidents");
    }
}
