package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.system.kit.Openings;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedRecur;
import dev.recur.system.kit.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
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

    private final Recur recur;

    ToldThroughKillsTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void everybody_is_told_under_one_id_next_to_nobody_twice_and_nobody_again_by_a_replay() throws Exception {
        try (var openings = new Openings(recur, "through-kills", SUBSCRIPTIONS)) {
            // for about as long as there are kills
            var pause = LONGEST_LIFE.multipliedBy(KILLS).multipliedBy(8).dividedBy(10L * INVESTIGATIONS);
            var publisher = new Thread(() -> openings.publish(INVESTIGATIONS, pause));
            publisher.start();
            killAgainAndAgain(new Random(7));
            publisher.join();
            openings.awaitAllTold(Recur.PATIENCE.multipliedBy(2));
            var received = openings.received().size();
            var deliveries = openings.deliveries();
            System.out.printf(
                    "%d kills: %d deliveries told by %d requests, %.2f %% twice%n",
                    KILLS, deliveries, received, 100.0 * (received - deliveries) / deliveries);

            assertThat(openings.idsTold()).as("ids").hasSize(deliveries);
            assertThat(openings.received().stream()
                            .collect(Collectors.groupingBy(
                                    Sink.Received::investigation,
                                    Collectors.mapping(Sink.Received::id, Collectors.toSet())))
                            .values())
                    .hasSize(INVESTIGATIONS)
                    .allSatisfy(ids -> assertThat(ids).hasSize(SUBSCRIPTIONS));
            assertThat(openings.repetitions()).as("told twice").isLessThanOrEqualTo(deliveries / 50);

            recur.stack().notification().kill();
            openings.topic().rewind("notification-service");
            recur.stack().notification().launch();
            recur.stack().notification().awaitReady();
            await("the replay")
                    .atMost(Recur.PATIENCE)
                    .until(() -> openings.topic().isRead("notification-service"));
            assertThat(openings.isEverythingDelivered()).isTrue();
            assertThat(openings.received()).hasSize(received);
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
}
