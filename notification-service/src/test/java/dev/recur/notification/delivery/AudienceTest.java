package dev.recur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.TestEvents;
import dev.recur.notification.delivery.Standing.Told;
import dev.recur.notification.silence.Silence;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Timing;
import dev.recur.notification.subscription.Where;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Status;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudienceTest {

    private static final Instant MADE = Instant.parse("2026-11-22T00:00:00Z");
    private static final UUID INVESTIGATION = UUID.randomUUID();
    private static final Timing DAILY = new Timing.Daily(LocalTime.NOON, ZoneOffset.UTC);
    private static final Standing.Fallback FALLBACK = new Standing.Fallback("fallback", MADE);

    private static Subscription subscription(String where, boolean enabled, EventName... events) {
        return subscription(UUID.randomUUID(), "hook", where, Timing.IMMEDIATE, enabled, events);
    }

    private static Subscription subscription(
            UUID id, String receiver, String where, Timing timing, boolean enabled, EventName... events) {
        return new Subscription(
                id, "name", receiver, Where.parse(where), Set.of(events), timing, enabled, MADE, MADE, MADE, 0);
    }

    private static HappenedEvent happened(EventName name, long sequence, Instant at) {
        return new HappenedEvent(
                UUID.randomUUID(), at, TestEvents.event(name, INVESTIGATION, sequence, "payments"), new byte[0], null);
    }

    private static Silence silence(String where) {
        return new Silence(
                UUID.randomUUID(), Where.parse(where), "move", MADE, MADE.plusSeconds(60), MADE, "eve", null, null);
    }

    private static Standing standing(
            List<Subscription> subscriptions,
            Standing.@Nullable Fallback fallback,
            List<Silence> silences,
            List<Told> told) {
        return new Standing(subscriptions, fallback, silences, told, Set.of("gone"), Set.of("pager"));
    }

    private static Told told(UUID subscriptionId, String receiver) {
        return new Told(INVESTIGATION, subscriptionId, receiver, true, true);
    }

    private static Standing only(Subscription... subscriptions) {
        return standing(List.of(subscriptions), null, List.of(), List.of());
    }

    private static List<NewDelivery> opened(Standing standing) {
        return Audience.of(List.of(happened(EventName.OPENED, 1, MADE)), standing);
    }

    private static List<NewDelivery> withdrawn(Standing standing) {
        return Audience.of(List.of(happened(EventName.WITHDRAWN, 2, MADE)), standing);
    }

    @Test
    void whoever_asked_for_it_is_told_at_once() {
        assertThat(opened(only(subscription("component=payments", true, EventName.OPENED))))
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.handling()).isEqualTo(new Handling.AtOnce()));
    }

    @Test
    void nobody_is_told_of_what_happened_before_they_subscribed() {
        var before = happened(EventName.OPENED, 1, MADE.minusNanos(1000));
        var subscription = subscription("", true, EventName.OPENED);

        assertThat(Audience.of(List.of(before), standing(List.of(subscription), FALLBACK, List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void others_are_not_told() {
        assertThat(opened(only(
                        subscription("component=search", true, EventName.OPENED),
                        subscription("", false, EventName.OPENED),
                        subscription("", true, EventName.ESCALATED))))
                .isEmpty();
    }

    @Test
    void who_wants_digests_is_told_in_the_next_one() {
        var digests = subscription(UUID.randomUUID(), "hook", "", DAILY, true, EventName.OPENED);

        assertThat(opened(only(digests)))
                .extracting(NewDelivery::handling)
                .containsExactly(new Handling.InDigest((Timing.Digest) DAILY));
    }

    @Test
    void a_silence_holds_back_what_it_matches_from_everybody() {
        var silence = silence("component=payments");
        var subscriptions = List.of(
                subscription("", true, EventName.OPENED),
                subscription(UUID.randomUUID(), "hook", "", DAILY, true, EventName.OPENED));

        assertThat(opened(standing(subscriptions, null, List.of(silence("component=search"), silence), List.of())))
                .extracting(NewDelivery::handling)
                .containsExactly(new Handling.Silenced(silence.id()), new Handling.Silenced(silence.id()));
    }

    @Test
    void whoever_was_told_of_the_opening_is_told_of_the_withdrawal_whatever_they_want_now() {
        var told = told(UUID.randomUUID(), "told");
        var now = List.of(
                List.<Subscription>of(),
                List.of(subscription(told.subscriptionId(), "told", "", Timing.IMMEDIATE, false, EventName.OPENED)),
                List.of(subscription(
                        told.subscriptionId(), "told", "component=x", Timing.IMMEDIATE, true, EventName.OPENED)),
                List.of(subscription(
                        told.subscriptionId(), "other", "", DAILY, true, EventName.OPENED, EventName.WITHDRAWN)));

        assertThat(now)
                .allSatisfy(subscriptions -> assertThat(
                                withdrawn(standing(subscriptions, FALLBACK, List.of(), List.of(told))))
                        .singleElement()
                        .satisfies(delivery -> {
                            assertThat(delivery.receiver()).isEqualTo("told");
                            assertThat(delivery.subscriptionId()).isEqualTo(told.subscriptionId());
                            assertThat(delivery.handling()).isEqualTo(new Handling.AtOnce());
                        }));
        assertThat(withdrawn(only(subscription("", true, EventName.OPENED)))).isEmpty();
    }

    @Test
    void of_several_receivers_that_a_subscription_had_the_last_that_was_told_is_told_again() {
        var id = UUID.randomUUID();

        assertThat(withdrawn(standing(List.of(), null, List.of(), List.of(told(id, "first"), told(id, "second")))))
                .extracting(NewDelivery::receiver)
                .containsExactly("second");
    }

    @Test
    void a_receiver_that_was_told_and_is_no_more_leaves_a_dead_delivery() {
        var told = told(UUID.randomUUID(), "gone");

        assertThat(withdrawn(standing(List.of(), null, List.of(), List.of(told))))
                .extracting(NewDelivery::handling)
                .containsExactly(new Handling.Dead());
    }

    @Test
    void an_opening_and_its_withdrawal_may_arrive_together() {
        var events = List.of(happened(EventName.OPENED, 1, MADE), happened(EventName.WITHDRAWN, 2, MADE));

        assertThat(Audience.of(events, only(subscription("", true, EventName.OPENED))))
                .extracting(delivery -> delivery.event().event().sequence())
                .containsExactly(1L, 2L);
    }

    @Test
    void a_withdrawal_is_no_news_to_whom_the_opening_was_held_back_from() {
        var events = List.of(happened(EventName.OPENED, 1, MADE), happened(EventName.WITHDRAWN, 2, MADE));
        var subscription = subscription("", true, EventName.OPENED);

        assertThat(Audience.of(events, standing(List.of(subscription), null, List.of(silence("")), List.of())))
                .extracting(delivery -> delivery.event().event().sequence())
                .containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void an_alert_is_ended_with_its_investigation_whatever_is_subscribed_to(Status status) {
        var pager = UUID.randomUUID();
        var told = List.of(
                told(UUID.randomUUID(), "hook"),
                new Told(INVESTIGATION, pager, "pager", false, true),
                new Told(INVESTIGATION, UUID.randomUUID(), "pager", true, false));
        var event = TestEvents.transition(INVESTIGATION, 3, "payments", status);
        var ended = Set.of(Status.CLOSED, Status.DISMISSED, Status.ACCEPTED_RISK, Status.WITHDRAWN)
                .contains(status);

        assertThat(Audience.of(
                        List.of(new HappenedEvent(UUID.randomUUID(), MADE, event, new byte[0], null)),
                        standing(List.of(), FALLBACK, List.of(), told)))
                .extracting(NewDelivery::subscriptionId)
                .isEqualTo(ended ? List.of(pager) : List.of());
    }

    @Test
    void an_alert_and_its_end_may_arrive_together() {
        var events = List.of(happened(EventName.ESCALATED, 1, MADE), happened(EventName.WITHDRAWN, 2, MADE));
        var pager = subscription(UUID.randomUUID(), "pager", "", Timing.IMMEDIATE, true, EventName.ESCALATED);

        assertThat(Audience.of(events, only(pager)))
                .extracting(delivery -> delivery.event().event().sequence())
                .containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void the_fallback_receiver_gets_what_matters_and_nobody_subscribed_to(EventName name) {
        var event = List.of(happened(name, 1, MADE));
        var matters = Set.of(EventName.OPENED, EventName.ESCALATED, EventName.WITHDRAWN)
                .contains(name);
        var asks = subscription("", true, name);

        assertThat(Audience.of(event, standing(List.of(), FALLBACK, List.of(), List.of())))
                .extracting(NewDelivery::receiver)
                .isEqualTo(matters ? List.of("fallback") : List.of());
        assertThat(Audience.of(event, standing(List.of(asks), FALLBACK, List.of(), List.of())))
                .extracting(NewDelivery::receiver)
                .containsExactly("hook");
        assertThat(Audience.of(event, standing(List.of(asks), FALLBACK, List.of(silence("")), List.of())))
                .extracting(NewDelivery::receiver)
                .containsExactly("hook");
    }

    @Test
    void the_fallback_receiver_is_not_told_of_what_happened_before_it_was_made() {
        assertThat(Audience.of(
                        List.of(happened(EventName.OPENED, 1, MADE.minusSeconds(1))),
                        standing(List.of(), FALLBACK, List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void the_same_event_for_the_same_subscription_has_the_same_id_every_time() {
        var event = happened(EventName.OPENED, 1, MADE);
        var id = UUID.randomUUID();
        var now = new Handling.AtOnce();

        assertThat(new NewDelivery(event, id, "hook", now).deliveryId())
                .isEqualTo(new NewDelivery(event, id, "other", now).deliveryId())
                .isNotEqualTo(new NewDelivery(event, UUID.randomUUID(), "hook", now).deliveryId());
    }
}
