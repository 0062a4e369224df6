package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.wire.report.Identity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class BrokerKilledUnderLoadIT {

    private static final int KILLS = Boolean.getBoolean("recur.long") ? 10 : 2;
    private static final int CLIENTS = 16;
    private static final Duration DEADLINE = Duration.ofSeconds(4);
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    /** Other builds share this machine. */
    private static final Duration TOLERANCE = Duration.ofMillis(1_500);

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void what_was_acknowledged_is_there_and_what_was_not_was_refused_in_time_however_often_the_broker_is_killed()
            throws ExecutionException, InterruptedException {
        var load = new Load("kill");
        var slowestReturn = Duration.ZERO;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> threads.submit(() -> load.send(client)))
                    .toList();
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    awaitMore(load, 200);
                    RealKafka.kafka().kill();
                    var refusals = load.refusals();
                    await().atMost(DEADLINE.plus(TOLERANCE).multipliedBy(2))
                            .until(() -> load.refusals() >= refusals + CLIENTS);
                    RealKafka.kafka().restart();
                    var back = System.nanoTime();
                    awaitMore(load, 1);
                    var took = Duration.ofNanos(System.nanoTime() - back);
                    slowestReturn = took.compareTo(slowestReturn) > 0 ? took : slowestReturn;
                }
                awaitMore(load, 200);
            } finally {
                load.stop();
            }
            for (var client : clients) {
                client.get();
            }
        }

        System.out.println(KILLS + " kills: " + load.acknowledged().size() + " acknowledged, " + load.refusals()
                + " refused, the slowest refusal after " + load.slowestRefusal().toMillis()
                + " ms, the slowest return " + slowestReturn.toMillis() + " ms after the broker's");
        assertThat(load.otherAnswers()).isEmpty();
        assertThat(load.slowestRefusal()).isLessThan(DEADLINE.plus(TOLERANCE));
        assertThat(slowestReturn).isLessThan(RECOVERY);
        var onTopic = new HashSet<>(
                ReportTopic.records().stream().map(ConsumerRecord::key).toList());
        assertThat(load.acknowledged())
                .allMatch(id -> onTopic.contains(
                        Identity.incidentOfExternalId("tooling", id).toString()));
    }

    private static void awaitMore(Load load, int reports) {
        var before = load.acknowledged().size();
        await().atMost(RECOVERY.multipliedBy(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> load.acknowledged().size() >= before + reports);
    }
}
