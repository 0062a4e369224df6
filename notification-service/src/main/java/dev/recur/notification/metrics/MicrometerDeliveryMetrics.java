package dev.recur.notification.metrics;

import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.delivery.DeliveryMetrics;
import dev.recur.notification.delivery.DeliveryStatus;
import dev.recur.notification.delivery.Ledger;
import dev.recur.notification.delivery.Settled;
import dev.recur.notification.stream.EventStream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Every metric of the service. */
@ApplicationScoped
class MicrometerDeliveryMetrics implements DeliveryMetrics {

    private final MeterRegistry registry;
    private final Counter deadLetters;
    private final AtomicLong openCircuits = new AtomicLong();
    private final AtomicReference<Ledger.Backlog> backlog = new AtomicReference<>(new Ledger.Backlog(0, null));

    MicrometerDeliveryMetrics(MeterRegistry registry, EventStream stream, Clock clock) {
        this.registry = registry;
        this.deadLetters = Counter.builder("recur.notification.dead.letters")
                .description("records of the topic of investigation events that could not be processed")
                .register(registry);
        Gauge.builder("recur.notification.pending", () -> backlog.get().pending())
                .description("deliveries that are neither delivered nor given up")
                .register(registry);
        Gauge.builder("recur.notification.circuits.open", openCircuits::get)
                .description("receivers that fail and are attempted one at a time")
                .register(registry);
        Gauge.builder("recur.notification.stream.subscribers", stream::subscribers)
                .description("readers of the stream of events")
                .register(registry);
        Gauge.builder("recur.notification.due.age", () -> age(clock))
                .description("for how long the oldest delivery that is due has been due")
                .baseUnit("seconds")
                .register(registry);
        // there from the start, with zero: an alert on an increase would miss the first
        ended(DeliveryStatus.DELIVERED, null);
        for (var reason : FailureReason.values()) {
            ended(DeliveryStatus.DEAD, reason);
        }
    }

    private Counter ended(DeliveryStatus status, @Nullable FailureReason reason) {
        return Counter.builder("recur.notification.deliveries")
                .description("deliveries that ended, by how")
                .tag("status", status.wireName())
                .tag("reason", label(reason))
                .register(registry);
    }

    private static String label(@Nullable FailureReason reason) {
        return reason == null ? "none" : reason.wireName();
    }

    private double age(Clock clock) {
        var oldest = backlog.get().oldestDue();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    @Override
    public void settled(Settled settled) {
        var attempt = settled.attempt();
        if (attempt != null) {
            Timer.builder("recur.notification.attempts")
                    .description("attempts at deliveries, by what came of them")
                    .tag("reason", label(settled.reason()))
                    .register(registry)
                    .record(attempt.latency());
        }
        if (settled.nextIn() == null) {
            ended(settled.status(), settled.reason()).increment();
        }
    }

    @Override
    public void deadLetter() {
        deadLetters.increment();
    }

    @Override
    public void backlog(Ledger.Backlog now) {
        backlog.set(now);
    }

    @Override
    public void openCircuits(long count) {
        openCircuits.set(count);
    }
}
