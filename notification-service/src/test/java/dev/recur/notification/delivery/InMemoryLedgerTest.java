package dev.recur.notification.delivery;

import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Timing;
import dev.recur.notification.subscription.Where;
import dev.recur.wire.investigation.EventName;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

class InMemoryLedgerTest extends LedgerContract {

    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

    private final VirtualClock clock = new VirtualClock(START);
    private final InMemoryLedger ledger = new InMemoryLedger(clock);

    static Subscription subscription(String receiver, String component) {
        return new Subscription(
                UUID.randomUUID(),
                receiver,
                receiver,
                Where.parse("component=\"" + component + "\""),
                Set.of(EventName.values()),
                Timing.IMMEDIATE,
                true,
                START,
                START,
                START,
                0);
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected void subscribe(String receiver, String component) {
        ledger.subscribe(subscription(receiver, component));
    }

    @Override
    protected void advance(Duration time) {
        clock.advance(time);
    }
}
