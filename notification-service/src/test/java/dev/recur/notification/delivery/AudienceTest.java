package dev.recur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.TestEvents;
import dev.recur.notification.subscription.Mode;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Where;
import dev.recur.wire.investigation.EventName;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AudienceTest {

    private static final Instant MADE = Instant.parse("2026-11-22T00:00:00Z");
    private static final UUID INVESTIGATION = UUID.randomUUID();

    private static Subscription subscription(String where, boolean enabled, EventName... events) {
        return new Subscription(
                UUID.randomUUID(),
                "name",
                "hook",
                Where.parse(where),
                Set.of(events),
                Mode.IMMEDIATE,
                enabled,
                MADE,
                MADE,
                MADE,
                0);
    }

    private static HappenedEvent happened(EventName name, long sequence, Instant at) {
        return new HappenedEvent(
                UUID.randomUUID(), at, TestEvents.event(name, INVESTIGATION, sequence, "payments"), new byte[0]);
    }

    @Test
    void whoever_asked_for_it_is_told() {
        var subscription = subscription("component=payments", true, EventName.OPENED);

        assertThat(Audience.of(List.of(happened(EventName.OPENED, 1, MADE)), List.of(subscription), List.of()))
                .hasSize(1);
    }

    @Test
    void nobody_is_told_of_what_happened_before_they_subscribed() {
        var event = happened(EventName.OPENED, 1, MADE.minusNanos(1000));

        assertThat(Audience.of(List.of(event), List.of(subscription("", true, EventName.OPENED)), List.of()))
                .isEmpty();
    }

    @Test
    void others_are_not_told() {
        var others = List.of(
                subscription("component=search", true, EventName.OPENED),
                subscription("", false, EventName.OPENED),
                subscription("", true, EventName.ESCALATED));

        assertThat(Audience.of(List.of(happened(EventName.OPENED, 1, MADE)), others, List.of()))
                .isEmpty();
    }

    @Test
    void whoever_was_told_of_the_opening_is_told_of_the_withdrawal() {
        var told = subscription("", true, EventName.OPENED);
        var withdrawn = happened(EventName.WITHDRAWN, 2, MADE);

        assertThat(Audience.of(List.of(withdrawn), List.of(told), List.of(new Audience.Told(INVESTIGATION, told.id()))))
                .hasSize(1);
        assertThat(Audience.of(List.of(withdrawn), List.of(told), List.of())).isEmpty();
    }

    @Test
    void an_opening_and_its_withdrawal_may_arrive_together() {
        var events = List.of(happened(EventName.OPENED, 1, MADE), happened(EventName.WITHDRAWN, 2, MADE));

        assertThat(Audience.of(events, List.of(subscription("", true, EventName.OPENED)), List.of()))
                .extracting(delivery -> delivery.event().event().sequence())
                .containsExactly(1L, 2L);
    }

    @Test
    void the_same_event_for_the_same_subscription_has_the_same_id_every_time() {
        var event = happened(EventName.OPENED, 1, MADE);
        var subscription = subscription("", true, EventName.OPENED);
        var other = subscription("", true, EventName.OPENED);

        assertThat(new NewDelivery(event, subscription).deliveryId())
                .isEqualTo(new NewDelivery(event, subscription).deliveryId())
                .isNotEqualTo(new NewDelivery(event, other).deliveryId());
    }
}
