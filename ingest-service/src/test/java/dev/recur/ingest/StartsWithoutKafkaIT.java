package dev.recur.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/** A service without Kafka, with few places, and where near misses are told under a name. */
@QuarkusTest
@QuarkusTestResource(value = StartsWithoutKafkaIT.NoKafka.class, restrictToAnnotatedClass = true)
class StartsWithoutKafkaIT {

    private static final int PLACES = 2;

    /** Other builds share this machine. */
    private static final Duration AT_ONCE = Duration.ofMillis(750);

    private static int port;

    @Test
    void the_service_starts_without_kafka_refuses_at_once_and_takes_reports_once_kafka_is_there() {
        assertThat(Ingest.management("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(Ingest.readiness().statusCode()).isEqualTo(503);
        var refused = Ingest.post("{\"title\": \"x\"}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotBlank();
        nearMissesNeedAKey();

        try (var kafka = EmbeddedKafka.start(new EmbeddedOptions(Optional.empty(), port, false))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Ingest.post("{\"title\": \"x\"}").statusCode() == 202);
            assertThat(kafka.running()).isTrue();
            Ingest.awaitReady();
            assertThat(nearMiss(Keys.TOOLING.header()).statusCode()).isEqualTo(201);
            whatFindsNoPlaceIsRefusedAtOnce(kafka);
        }
    }

    private static void nearMissesNeedAKey() {
        var keyless = nearMiss("");
        assertThat(keyless.statusCode()).isEqualTo(401);
        assertThat(keyless.contentType()).startsWith("application/problem+json");
        assertThat(nearMiss("Bearer rk_wrong").statusCode()).isEqualTo(401);
        assertThat(nearMiss(Keys.TOOLING.header()).statusCode())
                .as("only Kafka is missing")
                .isEqualTo(503);
        assertThat(given().get("/report").statusCode())
                .as("a page has no key to send")
                .isEqualTo(404);
        assertThat(given().formParam("what", "x").post("/report").statusCode()).isEqualTo(404);
    }

    private static Response nearMiss(String authorization) {
        var request = authorization.isEmpty() ? given() : given().header("Authorization", authorization);
        return request.contentType("application/json")
                .body("{\"what\": \"Almost dropped the production database\"}")
                .post("/api/v1/near-misses");
    }

    /** While Kafka hangs, as many wait for it as there are places; nobody else does, and reading goes on. */
    private static void whatFindsNoPlaceIsRefusedAtOnce(EmbeddedKafka kafka) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = takeEveryPlace(kafka, threads);
            try {
                refusedAtOnce("/api/v1/incidents");
                refusedAtOnce("/webhooks/alertmanager");
                refusedAtOnce("/nowhere");
                assertThat(Ingest.as(Keys.TOOLING).get("/api/v1/sources").statusCode())
                        .isEqualTo(200);
            } finally {
                kafka.resume();
            }
            assertThat(waiting)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(202, 503));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Ingest.post("{\"title\": \"x\"}").statusCode() == 202);
        assertThat(nowhere()).as("every place is given back").isEqualTo(404);
    }

    /** Again where the service has noticed first that Kafka hangs, and refuses everybody. */
    private static List<CompletableFuture<Response>> takeEveryPlace(EmbeddedKafka kafka, Executor threads) {
        for (int attempt = 1; ; attempt++) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Ingest.post("{\"title\": \"x\"}").statusCode() == 202);
            kafka.pause();
            var waiting = IntStream.range(0, PLACES)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> Ingest.post("{\"title\": \"x\"}"), threads))
                    .toList();
            try {
                await().atMost(Duration.ofSeconds(1)).until(() -> nowhere() == 503);
                return waiting;
            } catch (ConditionTimeoutException e) {
                kafka.resume();
                if (attempt == 10) {
                    throw e;
                }
            }
        }
    }

    /** What is not there is refused as everything else while no place is free. */
    private static int nowhere() {
        return Ingest.as(Keys.TOOLING).post("/nowhere").statusCode();
    }

    private static void refusedAtOnce(String path) {
        var since = System.nanoTime();
        var answer = given().contentType("application/json").body("{}").post(path);
        var took = Duration.ofNanos(System.nanoTime() - since);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("detail")).contains("overloaded");
        assertThat(answer.jsonPath().getString("instance")).isEqualTo(path);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(took).isLessThan(AT_ONCE);
    }

    /** An address with nothing behind it yet. */
    public static final class NoKafka implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var config = new HashMap<>(Keys.TOOLING.config());
            config.put("kafka.bootstrap.servers", "127.0.0.1:" + port);
            config.put("recur.near-miss.anonymous", "false");
            config.put("recur.admission.requests", Integer.toString(PLACES));
            config.put("quarkus.http.test-port", "0");
            config.put("quarkus.management.test-port", "0");
            return config;
        }

        @Override
        public void stop() {}
    }
}
