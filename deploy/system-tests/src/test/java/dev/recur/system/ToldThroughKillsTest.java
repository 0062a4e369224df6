package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.system.kit.EventsTopic;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedRecur;
import dev.recur.system.kit.Sink;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** notification-service killed with SIGKILL again and again while investigations are opened: everybody is told. */
@ExtendWith(SharedRecur.class)
class ToldThroughKillsTest {

    private static final boolean LONG = Boolean.getBoolean("recur.long");
    private static final int KILLS = LONG ? 50 : 3;
    private static final int INVESTIGATIONS = LONG ? 2000 : 120;
    private static final int SUBSCRIPTIONS = 5;
    private static final Duration LONGEST_LIFE = LONG ? Duration.ofSeconds(12) : Duration.ofSeconds(6);
    private static final String NAME = "through-kills";

    private final Recur recur;

    ToldThroughKillsTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void everybody_is_told_under_one_id_next_to_nobody_twice_and_nobody_again_by_a_replay() throws Exception {
        try (var sink = new Sink();
                var topic = new EventsTopic(recur)) {
            for (int i = 0; i < SUBSCRIPTIONS; i++) {
                recur.subscribe(NAME + "-" + i, sink.uri(), "component=\"" + NAME + "\"");
            }
            var publisher = new Thread(() -> publish(topic));
            publisher.start();
            killAgainAndAgain(new Random(7));
            publisher.join();

            var deliveries = INVESTIGATIONS * SUBSCRIPTIONS;
            await("deliveries")
                    .atMost(Recur.PATIENCE.multipliedBy(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> idsTold(sink).size() >= deliveries && isEverythingDelivered());
            var received = sink.received().size();
            System.out.printf(
                    "%d kills: %d deliveries told by %d requests, %.2f %% twice%n",
                    KILLS, deliveries, received, 100.0 * (received - deliveries) / deliveries);

            assertThat(idsTold(sink)).as("ids").hasSize(deliveries);
            assertThat(sink.received().stream()
                            .collect(Collectors.groupingBy(
                                    Sink.Received::investigation,
                                    Collectors.mapping(Sink.Received::id, Collectors.toSet())))
                            .values())
                    .hasSize(INVESTIGATIONS)
                    .allSatisfy(ids -> assertThat(ids).hasSize(SUBSCRIPTIONS));
            assertThat(received - deliveries).as("told twice").isLessThanOrEqualTo(deliveries / 50);

            recur.stack().notification().kill();
            topic.rewind("notification-service");
            recur.stack().notification().launch();
            recur.stack().notification().awaitReady();
            await("the replay").atMost(Recur.PATIENCE).until(() -> topic.isRead("notification-service"));
            assertThat(isEverythingDelivered()).isTrue();
            assertThat(sink.received()).hasSize(received);
        }
    }

    private void killAgainAndAgain(Random random) throws IOException {
        var notification = recur.stack().notification();
        for (int i = 0; i < KILLS; i++) {
            LockSupport.parkNanos(random.nextLong(LONGEST_LIFE.toNanos()));
            notification.kill();
            notification.launch();
            notification.awaitReady();
        }
    }

    /** Evenly, for about as long as there are kills. */
    private static void publish(EventsTopic topic) {
        var pause = LONGEST_LIFE.multipliedBy(KILLS).toNanos() * 8 / 10 / INVESTIGATIONS;
        for (int i = 0; i < INVESTIGATIONS; i++) {
            topic.publish(UUID.randomUUID(), Instant.now().plusSeconds(3600), opened());
            LockSupport.parkNanos(Math.max(pause, TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }

    private static InvestigationEvent opened() {
        var json = """
                {"event":"opened","change":null,"sequence":1,"investigationId":"","status":"open",
                 "headline":"through-kills has had 4 incidents this quarter (2026-Q4)","priority":"high",
                 "rule":{"id":"00000000-0000-5000-8000-000000000001","name":"component-quarter","version":1},
                 "group":{"component":"through-kills"},
                 "window":{"type":"quarter","from":"2026-10-01T00:00:00Z","to":"2027-01-01T00:00:00Z"},
                 "threshold":4,"observed":4,"crossedAt":"2026-11-22T03:00:00Z","openedAt":"2026-11-22T03:00:00Z",
                 "updatedAt":"2026-11-22T03:00:00Z","belowThreshold":false,"evidenceCount":0,"evidence":[],"history":[],
                 "transitions":[{"from":null,"to":"open","at":"2026-11-22T03:00:00Z","by":"rule","note":null}]}""";
        var event = (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
        event.put("investigationId", UUID.randomUUID().toString());
        return InvestigationEventCodec.decode(Json.write(event));
    }

    private static Set<String> idsTold(Sink sink) {
        return sink.received().stream().map(Sink.Received::id).collect(Collectors.toSet());
    }

    private boolean isEverythingDelivered() {
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            var pending = recur.notification("/api/v1/deliveries?status=pending&limit=1&receiver=" + NAME + "-" + i);
            if (!pending.path("items").isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
