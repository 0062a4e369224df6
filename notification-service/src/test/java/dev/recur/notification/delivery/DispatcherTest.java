package dev.recur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.notification.TestEvents;
import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.Channel;
import dev.recur.notification.channel.Channels;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.SigningSecret;
import dev.recur.wire.investigation.EventName;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {

    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final String HOOK = "hook";
    private static final SigningSecret SECRET = SigningSecret.of(new byte[32]);

    private final VirtualClock clock = new VirtualClock(START);
    private final InMemoryReceivers receivers = new InMemoryReceivers();
    private final InMemoryLedger ledger = new InMemoryLedger(clock, receivers);
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private @Nullable Dispatcher dispatcher;

    private Dispatcher start(long seed, Function<Destination.Webhook, Result> answer) {
        Channel<Destination.Webhook> webhook = (message, destination) -> {
            messages.add(message);
            return answer.apply(destination);
        };
        var started = new Dispatcher(
                ledger,
                receivers,
                new Channels(webhook, unused(), unused(), unused(), unused()),
                new RetrySchedule(new Random(seed)),
                new NoMetrics(),
                clock,
                new Dispatcher.Settings(Duration.ofMillis(5), Duration.ofSeconds(30), 8, 1024));
        dispatcher = started;
        started.start();
        return started;
    }

    private static <D extends Destination> Channel<D> unused() {
        return (message, destination) -> {
            throw new AssertionError("nobody has such a receiver");
        };
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (dispatcher != null) {
            dispatcher.stop(Duration.ofSeconds(10));
        }
    }

    private void subscribe(String receiver) {
        receivers.add(InMemoryReceivers.webhook(receiver, "https://example.com/" + receiver, START));
        ledger.subscribe(InMemoryLedgerTest.subscription(receiver, "payments"));
    }

    private void happens() {
        ledger.store(List.of(new HappenedEvent(
                UUID.randomUUID(),
                clock.instant(),
                TestEvents.event(EventName.OPENED, UUID.randomUUID(), 1, "payments"),
                new byte[0],
                null)));
    }

    private InMemoryLedger.Entry entry() {
        return ledger.entries().getFirst();
    }

    private void awaitAttempts(int count) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> entry().attempts.size() == count && entry().claimedUntil == null);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_receiver_that_never_works_is_tried_on_schedule_for_three_days_and_then_no_more(long seed) {
        var waits = List.of(5L, 300L, 1800L, 7200L, 18_000L, 36_000L, 50_400L, 72_000L, 86_400L);
        subscribe(HOOK);
        start(seed, destination -> Result.TryAgain.because(FailureReason.TIMEOUT));
        happens();
        awaitAttempts(1);

        var before = clock.instant();
        for (int i = 0; i < waits.size(); i++) {
            var due = entry().nextAttemptAt;
            assertThat(Duration.between(before, due).toMillis()).isBetween(waits.get(i) * 800, waits.get(i) * 1200);
            clock.advance(Duration.between(clock.instant(), due).minusMillis(1));
            assertThat(entry().attempts).hasSize(i + 1);
            clock.advance(Duration.ofMillis(1));
            awaitAttempts(i + 2);
            before = due;
        }

        assertThat(Duration.between(START, clock.instant()).toSeconds())
                .isBetween(272_105L * 8 / 10, 272_105L * 12 / 10);
        assertThat(entry().status).isEqualTo(DeliveryStatus.DEAD);
        assertThat(messages)
                .hasSize(10)
                .extracting(Message::id)
                .containsOnly(entry().delivery.deliveryId());
    }

    @Test
    void a_receiver_that_hangs_holds_its_share_and_no_other_waits() {
        var release = new CountDownLatch(1);
        subscribe(HOOK);
        subscribe("quick");
        start(1, destination -> {
            if (destination.url().getPath().endsWith(HOOK)) {
                awaitRelease(release);
            }
            return new Result.Delivered(new Answer(200, ""));
        });
        for (int i = 0; i < 50; i++) {
            happens();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> count("quick", DeliveryStatus.DELIVERED) == 50);

        assertThat(messages).hasSize(58);
        release.countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> count(HOOK, DeliveryStatus.DELIVERED) == 50);
    }

    @Test
    void a_receiver_that_fails_is_left_alone_until_a_probe_works() {
        subscribe(HOOK);
        var works = new CountDownLatch(1);
        start(
                1,
                destination -> works.getCount() == 0
                        ? new Result.Delivered(new Answer(200, ""))
                        : Result.TryAgain.because(FailureReason.CONNECT_FAILED));
        for (int i = 0; i < 50; i++) {
            happens();
        }
        // Its whole share, where all were there when it looked; so many where it met them one by one.
        await().atMost(Duration.ofSeconds(20)).until(() -> messages.size() >= Circuit.THRESHOLD);
        assertThat(messages).hasSizeLessThan(20);

        works.countDown();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    // An attempt that still fails counts its wait from the time that it ends at.
                    clock.advance(Duration.ofSeconds(1));
                    return count(HOOK, DeliveryStatus.DELIVERED) == 50;
                });
    }

    @Test
    void gone_disables_the_receiver_unless_it_has_moved_meanwhile() {
        subscribe(HOOK);
        subscribe("moved");
        start(1, destination -> {
            receivers.change("moved", now -> InMemoryReceivers.webhook("moved", "https://example.com/new", START));
            return new Result.GiveUp(FailureReason.GONE, new Answer(410, ""));
        });
        happens();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count(HOOK, DeliveryStatus.DEAD) == 1 && count("moved", DeliveryStatus.DEAD) == 1);

        assertThat(receivers.find(HOOK).orElseThrow().enabled()).isFalse();
        assertThat(receivers.find("moved").orElseThrow().enabled()).isTrue();
    }

    @Test
    void what_is_claimed_anew_with_its_attempt_still_in_hand_is_not_attempted_twice() {
        var release = new CountDownLatch(1);
        subscribe(HOOK);
        start(1, destination -> {
            awaitRelease(release);
            return new Result.Delivered(new Answer(200, ""));
        });
        happens();
        await().atMost(Duration.ofSeconds(20)).until(() -> messages.size() == 1);
        var lease = entry().claimedUntil;

        clock.advance(Duration.ofSeconds(31));
        await().atMost(Duration.ofSeconds(20)).until(() -> !lease.equals(entry().claimedUntil));
        release.countDown();
        await().atMost(Duration.ofSeconds(20)).until(() -> count(HOOK, DeliveryStatus.DELIVERED) == 1);

        assertThat(messages).hasSize(1);
        assertThat(entry().attempts).hasSize(1);
    }

    @Test
    void a_receiver_that_was_changed_is_told_where_it_is_now() {
        var paths = new CopyOnWriteArrayList<String>();
        subscribe(HOOK);
        start(1, destination -> {
            paths.add(destination.url().getPath());
            return new Result.Delivered(new Answer(200, ""));
        });
        happens();
        await().atMost(Duration.ofSeconds(20)).until(() -> count(HOOK, DeliveryStatus.DELIVERED) == 1);

        receivers.change(
                HOOK,
                now -> now.edited(Destination.Webhook.of(URI.create("https://example.com/new"), SECRET), true, START));
        happens();
        await().atMost(Duration.ofSeconds(20)).until(() -> count(HOOK, DeliveryStatus.DELIVERED) == 2);

        assertThat(paths).containsExactly("/hook", "/new");
    }

    private long count(String receiver, DeliveryStatus status) {
        return ledger.entries().stream()
                .filter(entry -> entry.delivery.receiver().equals(receiver) && entry.status == status)
                .count();
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class NoMetrics implements DeliveryMetrics {
        @Override
        public void settled(Settled settled) {}

        @Override
        public void deadLetter() {}

        @Override
        public void backlog(Ledger.Backlog backlog) {}

        @Override
        public void openCircuits(long count) {}
    }
}
