package dev.recur.notification.delivery;

import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.Receivers;
import dev.recur.notification.subscription.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ledger that forgets: immediate deliveries only, without silences and a fallback receiver. */
final class InMemoryLedger implements Ledger {

    private final Clock clock;
    private final Receivers receivers;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Set<UUID> known = new HashSet<>();
    private final Map<UUID, Entry> entries = new LinkedHashMap<>();

    InMemoryLedger(Clock clock) {
        this(clock, new InMemoryReceivers());
    }

    InMemoryLedger(Clock clock, Receivers receivers) {
        this.clock = clock;
        this.receivers = receivers;
    }

    /** A delivery as it stands. */
    static final class Entry {
        final NewDelivery delivery;
        final List<Attempt> attempts = new ArrayList<>();
        DeliveryStatus status = DeliveryStatus.PENDING;
        int failuresInRow;
        Instant nextAttemptAt;

        @Nullable
        Instant claimedUntil;

        Entry(NewDelivery delivery, Instant now) {
            this.delivery = delivery;
            this.nextAttemptAt = now;
        }

        private boolean comesBefore(Entry other) {
            var mine = delivery.event().event();
            var others = other.delivery.event().event();
            return status == DeliveryStatus.PENDING
                    && delivery.subscriptionId().equals(other.delivery.subscriptionId())
                    && mine.investigation()
                            .investigationId()
                            .equals(others.investigation().investigationId())
                    && mine.sequence() < others.sequence();
        }
    }

    synchronized void subscribe(Subscription subscription) {
        subscriptions.add(subscription);
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public synchronized int store(List<HappenedEvent> events) {
        var fresh = events.stream().filter(event -> known.add(event.eventId())).toList();
        var standing = new Standing(subscriptions, null, List.of(), List.of(), Set.of(), Set.of());
        var deliveries = Audience.of(fresh, standing);
        deliveries.forEach(delivery -> entries.put(delivery.deliveryId(), new Entry(delivery, clock.instant())));
        return deliveries.size();
    }

    @Override
    public synchronized List<ClaimedDelivery> claim(Claim claim) {
        var now = clock.instant();
        var taken = new HashMap<String, Integer>();
        return entries.values().stream()
                .filter(entry -> entry.status == DeliveryStatus.PENDING && !entry.nextAttemptAt.isAfter(now))
                .filter(entry -> entry.claimedUntil == null || !entry.claimedUntil.isAfter(now))
                .filter(entry -> entries.values().stream().noneMatch(other -> other.comesBefore(entry)))
                .sorted(Comparator.comparing(entry -> entry.nextAttemptAt))
                .filter(entry -> {
                    var receiver = entry.delivery.receiver();
                    return taken.merge(receiver, 1, Integer::sum)
                            <= claim.rooms().getOrDefault(receiver, claim.share());
                })
                .limit(claim.atMost())
                .map(entry -> claimed(entry, now.plus(claim.lease())))
                .toList();
    }

    private ClaimedDelivery claimed(Entry entry, Instant leaseEnd) {
        entry.claimedUntil = leaseEnd;
        var event = entry.delivery.event();
        return new ClaimedDelivery(
                entry.delivery.deliveryId(),
                DeliveryKind.EVENT,
                entry.delivery.receiver(),
                receivers
                        .find(entry.delivery.receiver())
                        .map(Receiver::edition)
                        .orElse(new Receiver.Edition(Instant.EPOCH, 0)),
                new Message(
                        entry.delivery.deliveryId(),
                        event.happenedAt(),
                        null,
                        new Content.Happened(event.event()),
                        event.traceparent()),
                entry.attempts.size(),
                entry.failuresInRow,
                leaseEnd);
    }

    @Override
    public synchronized void settle(List<Settled> settled) {
        for (var one : settled) {
            var entry = entries.get(one.delivery().deliveryId());
            if (one.attempt() != null) {
                entry.attempts.add(one.attempt());
            }
            if (entry.status == DeliveryStatus.PENDING
                    && one.delivery().leaseEnd().equals(entry.claimedUntil)) {
                entry.status = one.status();
                entry.claimedUntil = null;
                entry.failuresInRow++;
                entry.nextAttemptAt = clock.instant().plus(one.nextIn() == null ? Duration.ZERO : one.nextIn());
            }
        }
    }

    @Override
    public int tidy() {
        return 0;
    }

    @Override
    public synchronized Redelivery redeliver(UUID deliveryId) {
        var entry = entries.get(deliveryId);
        if (entry == null) {
            return Redelivery.NOBODY;
        }
        entry.status = DeliveryStatus.PENDING;
        entry.failuresInRow = 0;
        entry.nextAttemptAt = clock.instant();
        return Redelivery.DUE;
    }

    @Override
    public int replay(String receiver, Instant since) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Backlog backlog() {
        return new Backlog(0, null);
    }
}
