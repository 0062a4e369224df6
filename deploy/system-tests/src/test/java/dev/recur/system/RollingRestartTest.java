package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.local.ServiceName;
import dev.recur.system.kit.Balancer;
import dev.recur.system.kit.Components;
import dev.recur.system.kit.Http;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.Wrk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every service is started anew, one instance after the other, while reports come in over connections that are kept. */
class RollingRestartTest {

    private static final int CALLERS = 16;
    /** Faster would only give analysis-service a backlog to work off. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String WRK = "rolling-wrk";

    private final Recur recur = Recur.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        recur.close();
    }

    @Test
    void no_request_fails_and_nothing_is_lost() throws Exception {
        var components = new Components(recur, "rolling");
        var reports = components.reports(1_000, new Random(61));
        var stack = recur.stack();
        var first = stack.ingest().set("quarkus.shutdown.delay", "2s");
        first.restart();
        var second = stack.another(ServiceName.INGEST).set("quarkus.shutdown.delay", "2s");
        second.start();

        try (var balancer = new Balancer(List.of(first, second));
                var load = new Load(balancer.url(), reports)) {
            var wrk = Wrk.start(balancer.url(), WRK, folder);
            for (var service : List.of(first, second, stack.analysis(), stack.notification(), first, second)) {
                load.awaitMoreAnswers();
                service.restart();
            }
            load.awaitMoreAnswers();
            load.awaitAll();
            load.stop();
            if (wrk.isPresent()) {
                everyRequestOfWrkIsAnsweredAndKept(wrk.get());
            }

            System.out.printf(
                    "%d requests while six instances started anew, %d failed%n",
                    load.answers(), load.failures().size());
            assertThat(load.failures()).isEmpty();
        }
        components.awaitWhatTheOracleSays(reports, PATIENCE);
    }

    private void everyRequestOfWrkIsAnsweredAndKept(Wrk wrk) throws IOException, InterruptedException {
        var summary = wrk.stop();
        System.out.printf("wrk: %d requests, %d failed%n", summary.answers(), summary.failures());
        assertThat(summary.failures()).as(summary.said()).isZero();
        assertThat(summary.answers()).as(summary.said()).isPositive();
        await("all of wrk is counted")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(recur.counted("component=\"" + WRK + "\""))
                        .isBetween(summary.answers(), summary.answers() + Wrk.CONNECTIONS));
    }

    /** Callers that post one report after the other, each over a connection of its own that it keeps, without a second try. */
    private static final class Load implements AutoCloseable {

        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answers = new AtomicInteger();
        private final AtomicBoolean goesOn = new AtomicBoolean(true);
        private final List<Thread> callers = new ArrayList<>();
        private final int reports;

        Load(URI balancer, List<Map<String, Object>> reports) {
            this.reports = reports.size();
            var next = new AtomicInteger();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.ofVirtual().start(() -> {
                    try (var client = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()) {
                        while (goesOn.get()) {
                            post(client, balancer, reports.get(next.getAndIncrement() % reports.size()));
                            LockSupport.parkNanos(PACE.toNanos());
                        }
                    }
                }));
            }
        }

        private void post(HttpClient client, URI balancer, Map<String, Object> report) {
            try {
                var request = HttpRequest.newBuilder(balancer.resolve("/api/v1/incidents"))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Http.JSON.writeValueAsBytes(report)))
                        .build();
                var answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 202) {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                failures.add(e.toString());
            }
            answers.incrementAndGet();
        }

        void awaitMoreAnswers() {
            var now = answers.get();
            await("answers").atMost(PATIENCE).until(() -> answers.get() > now + 20 * CALLERS);
        }

        void awaitAll() {
            await("all reports").atMost(PATIENCE).until(() -> answers.get() > reports + CALLERS);
        }

        int answers() {
            return answers.get();
        }

        Queue<String> failures() {
            return failures;
        }

        void stop() throws InterruptedException {
            goesOn.set(false);
            for (var caller : callers) {
                caller.join();
            }
        }

        @Override
        public void close() {
            goesOn.set(false);
        }
    }
}
