package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.local.RecurService;
import dev.recur.local.ServiceName;
import dev.recur.system.kit.Components;
import dev.recur.system.kit.Feed;
import dev.recur.system.kit.Ledger;
import dev.recur.system.kit.Progress;
import dev.recur.system.kit.Records;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedRecur;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two instances of analysis-service, killed, started, and given everything again: nobody can tell the difference. */
@ExtendWith(SharedRecur.class)
class TwoInstancesTest {

    private static final boolean LONG = Boolean.getBoolean("recur.long");
    private static final int PER_SECOND = 200;
    private static final int KILLS = LONG ? 50 : 3;
    private static final int REPORTS = LONG ? 20_000 : 2_000;
    private static final Duration COMING_AND_GOING = LONG ? Duration.ofMinutes(2) : Duration.ofSeconds(20);
    private static final Duration STAY = Duration.ofSeconds(5);
    /** The short run only proves that nothing is lost, and prints the time: whatever else the machine does is in it. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(LONG ? 3 : 60);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Recur recur;
    private final Records records;

    TwoInstancesTest(Recur recur) {
        this.recur = recur;
        this.records = new Records(recur);
    }

    @Test
    void one_of_two_is_killed_again_and_again_and_then_everything_is_read_again() {
        var components = new Components(recur, "two-killed");
        var reports = components.reports(REPORTS, new Random(21));
        var ledger = new Ledger(recur);
        var dead = deadLetters();
        var second = recur.stack().another(ServiceName.ANALYSIS);
        try (var progress = new Progress(recur)) {
            second.start();
            var killing = new AtomicBoolean(true);
            var killer = CompletableFuture.runAsync(() -> {
                try {
                    killAgainAndAgain(List.of(recur.stack().analysis(), second), new Random(22));
                } finally {
                    killing.set(false);
                }
            });
            new Feed(ledger, PER_SECOND).post(reports, killing::get);
            killer.join();
            recur.stack().analysis().awaitReady();
            second.awaitReady();

            var investigations = components.awaitWhatTheOracleSays(reports, PATIENCE);
            var told = eachIsOpenedOnce(components, investigations);
            assertThat(deadLetters()).isEqualTo(dead);
            System.out.printf(
                    "%d reports, %d kills: %d investigations, each opened once, %d events%n",
                    REPORTS, KILLS, investigations, told.size());

            everythingIsReadAgain(progress, second);

            components.awaitWhatTheOracleSays(reports, PATIENCE);
            assertThat(eachIsOpenedOnce(components, investigations)).isEqualTo(told);
            assertThat(deadLetters()).isEqualTo(dead);
        } finally {
            second.stop();
            recur.stack().analysis().start();
        }
    }

    @Test
    void a_member_comes_and_goes_and_no_partition_waits_for_long() {
        var components = new Components(recur, "coming-and-going");
        var seconds = (int) COMING_AND_GOING.toSeconds();
        var reports = components.reports(seconds * PER_SECOND, new Random(23));
        var ledger = new Ledger(recur);
        var second = recur.stack().another(ServiceName.ANALYSIS);
        var feeding = new AtomicBoolean(true);
        try (var progress = new Progress(recur)) {
            var pause = CompletableFuture.supplyAsync(() -> progress.longestPause(feeding::get));
            var joins = CompletableFuture.supplyAsync(() -> comeAndGo(second, feeding));
            new Feed(ledger, PER_SECOND).post(reports, () -> false);
            feeding.set(false);

            System.out.printf(
                    "a member came %d times in %d s: longest pause of a partition %d ms%n",
                    joins.join(), seconds, pause.join().toMillis());
            components.awaitWhatTheOracleSays(reports, PATIENCE);
            assertThat(pause.join()).isLessThanOrEqualTo(LONGEST_PAUSE);
        } finally {
            second.stop();
        }
    }

    /** At any moment: while it starts, while it takes its partitions over, while it works. */
    private static void killAgainAndAgain(List<RecurService> instances, Random random) {
        for (int i = 0; i < KILLS; i++) {
            var victim = instances.get(random.nextInt(instances.size()));
            if (random.nextInt(4) > 0) {
                victim.awaitReady();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2_000)));
            victim.kill();
            victim.launch();
        }
    }

    private static int comeAndGo(RecurService member, AtomicBoolean goesOn) {
        var times = 0;
        while (goesOn.get()) {
            member.start();
            times++;
            LockSupport.parkNanos(STAY.toNanos());
            member.stop();
            LockSupport.parkNanos(STAY.toNanos());
        }
        return times;
    }

    private void everythingIsReadAgain(Progress progress, RecurService second) {
        await("all is taken").atMost(PATIENCE).until(() -> progress.lag() == 0);
        second.stop();
        recur.stack().analysis().stop();
        progress.rewind();
        assertThat(progress.taken()).isZero();
        recur.stack().analysis().start();
        second.start();
        await("all is taken again").atMost(PATIENCE).until(() -> progress.lag() == 0);
    }

    /** Which records are put aside, however often: other tests send poison, which is poison again. */
    private Set<String> deadLetters() {
        return records.on(Topics.INCIDENT_REPORTS_DEAD).stream()
                .map(record -> Records.header(record, Headers.DEAD_PARTITION) + "@"
                        + Records.header(record, Headers.DEAD_OFFSET))
                .collect(Collectors.toSet());
    }

    /** Also where a relay was killed between publishing and remembering it: then under the same id. */
    private List<String> eachIsOpenedOnce(Components components, int investigations) {
        var told = new HashMap<String, List<InvestigationEvent>>();
        var ids = new HashSet<String>();
        for (var record : records.on(Topics.INVESTIGATION_EVENTS)) {
            var event = InvestigationEventCodec.decode(record.value());
            if (components.has(event.investigation().group()) && ids.add(Records.header(record, Headers.ID))) {
                told.computeIfAbsent(record.key(), id -> new ArrayList<>()).add(event);
            }
        }
        assertThat(told).hasSize(investigations);
        assertThat(told.values()).allSatisfy(events -> {
            assertThat(events.stream().filter(event -> event.event() == EventName.OPENED))
                    .hasSize(1);
            assertThat(events)
                    .extracting(InvestigationEvent::sequence)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                            .mapToObj(number -> (long) number)
                            .toList());
        });
        return told.entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        // what was held back for a minute may be told meanwhile
                        .filter(event -> event.event() != EventName.UPDATED)
                        .map(event -> one.getKey() + " " + event.event()))
                .sorted()
                .toList();
    }
}
