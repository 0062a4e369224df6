package dev.recur.notification.delivery;

import dev.recur.notification.channel.Channels;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.Receivers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off the ledger: one thread writes down what came of attempts and claims what is due; each attempt has a virtual
 * thread of its own. At least once: an attempt whose end was not written down is made again when its lease ends, under
 * the same id. A receiver never has more than its share in flight, so a slow one delays no other.
 */
public final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** What ended meanwhile is written down, and what became due meanwhile claimed, with one statement each. */
    private static final Duration SHORTEST_TURN = Duration.ofMillis(10);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TIDYING = Duration.ofSeconds(1);
    private static final Duration LOOKING = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Receivers receivers;
    private final Channels channels;
    private final RetrySchedule schedule;
    private final DeliveryMetrics metrics;
    private final Clock clock;
    private final Settings settings;

    private final Semaphore nudges = new Semaphore(0);
    private final BlockingQueue<Settled> ended = new LinkedBlockingQueue<>();
    /** Of the dispatcher's thread alone: what has ended and is not written down yet, and what is in flight. */
    private final List<Settled> unsettled = new ArrayList<>();

    /** Until when what is in flight is ours. What we claim again with it in hand is not attempted twice at a time. */
    private final Map<UUID, Instant> leases = new HashMap<>();

    private final KnownReceivers knownReceivers;
    private final Lanes lanes;
    private volatile boolean running;
    private @Nullable Thread thread;
    private Instant nextLook = Instant.EPOCH;
    private Instant nextTidying = Instant.EPOCH;

    /**
     * How it works.
     *
     * @param poll how often it looks for what became due
     * @param lease longer than an attempt can take
     * @param perReceiver most attempts in flight to one receiver
     * @param altogether most attempts in flight
     */
    public record Settings(Duration poll, Duration lease, int perReceiver, int altogether) {}

    public Dispatcher(
            Ledger ledger,
            Receivers receivers,
            Channels channels,
            RetrySchedule schedule,
            DeliveryMetrics metrics,
            Clock clock,
            Settings settings) {
        this.ledger = ledger;
        this.receivers = receivers;
        this.channels = channels;
        this.schedule = schedule;
        this.metrics = metrics;
        this.clock = clock;
        this.settings = settings;
        this.knownReceivers = new KnownReceivers(receivers);
        this.lanes = new Lanes(settings.perReceiver(), settings.altogether());
    }

    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("dispatcher").start(this::run);
    }

    /** Starts nothing more, and waits that long for what is in flight to end and be written down. */
    public void stop(Duration patience) throws InterruptedException {
        running = false;
        nudge();
        if (thread != null) {
            thread.join(patience);
            thread.interrupt();
        }
    }

    /** There may be something to do. */
    public void nudge() {
        nudges.release();
    }

    private void run() {
        try {
            while (running || !lanes.isIdle()) {
                var next = System.nanoTime() + SHORTEST_TURN.toNanos();
                if (!turn()) {
                    TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
                }
                var unused = nudges.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                nudges.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean turn() {
        try {
            settle();
            if (running) {
                tidy();
                begin(claim());
            }
            look();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("the ledger cannot be worked off now, it is tried again: %s", e);
            return false;
        }
    }

    private void settle() {
        ended.drainTo(unsettled);
        if (unsettled.isEmpty()) {
            return;
        }
        ledger.settle(unsettled.stream().map(this::underLatestLease).toList());
        unsettled.forEach(one -> {
            leases.remove(one.delivery().deliveryId());
            lanes.end(one);
            metrics.settled(one);
        });
        unsettled.clear();
    }

    private Settled underLatestLease(Settled settled) {
        var lease = leases.get(settled.delivery().deliveryId());
        return lease == null ? settled : settled.under(lease);
    }

    private void tidy() {
        var now = clock.instant();
        if (!now.isBefore(nextTidying)) {
            nextTidying = now.plus(TIDYING);
            var unused = ledger.tidy();
        }
    }

    private void look() {
        var now = clock.instant();
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(LOOKING);
            metrics.backlog(ledger.backlog());
            metrics.openCircuits(lanes.open());
        }
    }

    private List<ClaimedDelivery> claim() {
        return lanes.room() <= 0
                ? List.of()
                : ledger.claim(
                        new Ledger.Claim(settings.lease(), lanes.room(), lanes.share(), lanes.rooms(clock.instant())));
    }

    private void begin(List<ClaimedDelivery> claimed) {
        if (claimed.isEmpty()) {
            return;
        }
        var known = knownReceivers.of(claimed);
        for (var delivery : claimed) {
            if (leases.put(delivery.deliveryId(), delivery.leaseEnd()) != null) {
                continue;
            }
            lanes.begin(delivery.receiver());
            begin(delivery, known.get(delivery.receiver()));
        }
    }

    private void begin(ClaimedDelivery delivery, @Nullable Receiver receiver) {
        var message = delivery.message();
        if (receiver == null) {
            end(Settled.unattempted(delivery, FailureReason.RECEIVER_DELETED, clock.instant()));
        } else if (!receiver.enabled()) {
            end(Settled.unattempted(delivery, FailureReason.RECEIVER_DISABLED, clock.instant()));
        } else if (message == null) {
            failHere(delivery, "what is stored of it cannot be read");
        } else {
            Thread.startVirtualThread(() -> attempt(delivery, message, receiver));
        }
    }

    /** As a failed attempt, for it is tried again on schedule: what is wrong here may be put right. */
    private void failHere(ClaimedDelivery delivery, String why) {
        LOG.errorf("delivery %s to %s cannot be attempted: %s", delivery.deliveryId(), delivery.receiver(), why);
        var now = clock.instant();
        end(Settled.after(delivery, Result.TryAgain.because(FailureReason.INTERNAL_ERROR), now, now, schedule));
    }

    private void attempt(ClaimedDelivery delivery, Message message, Receiver receiver) {
        var startedAt = clock.instant();
        Result result;
        try {
            result = channels.deliver(message, receiver.destination());
            if (result instanceof Result.GiveUp gaveUp && gaveUp.reason() == FailureReason.GONE) {
                disable(receiver);
            }
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "the attempt at delivery %s to %s failed here", delivery.deliveryId(), receiver.name());
            result = Result.TryAgain.because(FailureReason.INTERNAL_ERROR);
        }
        end(Settled.after(delivery, result, startedAt, clock.instant(), schedule));
    }

    private void end(Settled settled) {
        ended.add(settled);
        nudge();
    }

    /** Unless somebody has moved it meanwhile: where it is now has not answered. */
    private void disable(Receiver receiver) {
        var reason = "answered 410 Gone at " + clock.instant();
        receivers.change(receiver.name(), now -> isWhere(receiver, now) ? now.disabled(reason, clock.instant()) : now);
        LOG.warnf("the receiver %s %s and is disabled", receiver.name(), reason);
    }

    private static boolean isWhere(Receiver before, Receiver now) {
        if (before.destination() instanceof Destination.Webhook there
                && now.destination() instanceof Destination.Webhook here) {
            return there.url().equals(here.url());
        }
        return before.destination().equals(now.destination());
    }
}
