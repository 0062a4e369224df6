package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that somebody has tampered with, in every form and at every address: they are taken or refused, never a 5xx. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class HostileBodiesIT {

    private static final int BODIES = Boolean.getBoolean("recur.long") ? 100_000 : 3_000;
    private static final int AT_ONCE = 32;
    private static final String SECRET = "planted-s3cret";

    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> unexpected = new ConcurrentHashMap<>();

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20261122)
    void mutated_bodies_get_a_2xx_or_a_4xx_and_memory_stays_flat(long seed) throws InterruptedException {
        var mutations = new Mutations(new Random(seed), SECRET);
        send(mutations, BODIES / 10);
        var before = used();
        try (var log = new Secrets();
                var client = HttpClient.newHttpClient()) {
            send(client, mutations, BODIES);
            assertThat(log.seen).isEmpty();
        }

        System.out.println(BODIES + " mutated bodies, seed " + seed + ": " + new TreeMap<>(statuses)
                + ", heap in use before " + before / 1_000_000 + " MB, after " + used() / 1_000_000 + " MB");
        assertThat(unexpected).isEmpty();
        assertThat(statuses.keySet())
                .allMatch(status -> status >= 200 && status < 300 || status >= 400 && status < 500);
        assertThat(statuses.get(202)).as("some are still good").isPositive();
        assertThat(used()).isLessThan(before + 64_000_000);
    }

    private void send(Mutations mutations, int count) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            send(client, mutations, count);
        }
        statuses.clear();
    }

    private void send(HttpClient client, Mutations mutations, int count) throws InterruptedException {
        var places = new Semaphore(AT_ONCE);
        for (int i = 0; i < count; i++) {
            var mutated = mutations.next();
            places.acquire();
            client.sendAsync(request(mutated), HttpResponse.BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> {
                        places.release();
                        if (failure != null) {
                            unexpected.put(mutated.toString(), failure.toString());
                            return;
                        }
                        statuses.merge(answer.statusCode(), 1, Integer::sum);
                        if (answer.statusCode() >= 500) {
                            unexpected.put(mutated.toString(), answer.body());
                        }
                    });
        }
        places.acquire(AT_ONCE);
    }

    private static HttpRequest request(Mutations.Mutated mutated) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Ingest.port() + mutated.path()))
                .header("Authorization", Keys.TOOLING.header())
                .method(mutated.method(), HttpRequest.BodyPublishers.ofByteArray(mutated.body()));
        mutated.headers().forEach(request::header);
        return request.build();
    }

    private static long used() {
        System.gc();
        var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return memory.getUsed();
    }

    /** Log lines with what was in a body. */
    private static final class Secrets extends Handler implements AutoCloseable {
        private final Logger root = Logger.getLogger("");
        private final List<String> seen = new CopyOnWriteArrayList<>();

        Secrets() {
            root.addHandler(this);
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            if (String.valueOf(record.getMessage()).contains(SECRET)) {
                seen.add(record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
        }
    }
}
