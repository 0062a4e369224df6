package dev.recur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.TestEvents;
import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger does as a queue, whatever keeps it. */
public abstract class LedgerContract {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Instant HAPPENED_AT = Instant.parse("2036-11-22T03:00:00Z");

    private final String receiver = "hook-" + UUID.randomUUID().toString().substring(0, 8);
    private final String component = receiver;
    private final UUID investigation = UUID.randomUUID();

    protected abstract Ledger ledger();

    /** A receiver, subscribed to everything of that component. */
    protected abstract void subscribe(String receiver, String component);

    /** Lets time pass, by the clock of the ledger. */
    protected abstract void advance(Duration time);

    @BeforeEach
    void subscribe() {
        subscribe(receiver, component);
    }

    /** An event of what the receiver is subscribed to. */
    protected final HappenedEvent happened(UUID investigationId, long sequence) {
        var event = TestEvents.event(EventName.OPENED, investigationId, sequence, component);
        return new HappenedEvent(UUID.randomUUID(), HAPPENED_AT, event, InvestigationEventCodec.encode(event), TRACE);
    }

    private List<ClaimedDelivery> claim() {
        return claim(8, Map.of());
    }

    protected final List<ClaimedDelivery> claim(int share, Map<String, Integer> rooms) {
        return ledger().claim(new Ledger.Claim(LEASE, 1000, share, rooms)).stream()
                .filter(claimed -> claimed.receiver().equals(receiver))
                .toList();
    }

    private ClaimedDelivery only(List<ClaimedDelivery> claimed) {
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    protected static Settled delivered(ClaimedDelivery delivery) {
        var attempt = Attempt.of(
                delivery.attempts() + 1, HAPPENED_AT, HAPPENED_AT, new Result.Delivered(new Answer(200, "")));
        return new Settled(delivery, attempt, DeliveryStatus.DELIVERED, null, HAPPENED_AT, null, null);
    }

    private static Settled failed(ClaimedDelivery delivery, DeliveryStatus status, Duration nextIn) {
        var result = Result.TryAgain.because(FailureReason.TIMEOUT);
        var attempt = Attempt.of(delivery.attempts() + 1, HAPPENED_AT, HAPPENED_AT, result);
        return new Settled(
                delivery,
                attempt,
                status,
                FailureReason.TIMEOUT,
                HAPPENED_AT,
                status == DeliveryStatus.PENDING ? nextIn : null,
                null);
    }

    @Test
    void what_is_stored_again_causes_nothing_more() {
        var event = happened(investigation, 1);

        assertThat(ledger().store(List.of(event, event))).isEqualTo(1);
        assertThat(ledger().store(List.of(event))).isZero();
        assertThat(claim()).hasSize(1);
    }

    @Test
    void a_message_is_part_of_the_trace_of_its_event() {
        ledger().store(List.of(happened(investigation, 1)));

        assertThat(only(claim()).message()).extracting(Message::traceparent).isEqualTo(TRACE);
    }

    @Test
    void what_is_claimed_is_nobody_elses_until_the_lease_ends() {
        ledger().store(List.of(happened(investigation, 1)));
        var first = only(claim());

        advance(LEASE.minusSeconds(1));
        assertThat(claim()).isEmpty();
        advance(Duration.ofSeconds(2));
        assertThat(only(claim()).deliveryId()).isEqualTo(first.deliveryId());
    }

    @Test
    void who_lost_the_lease_decides_nothing() {
        ledger().store(List.of(happened(investigation, 1)));
        var slow = only(claim());
        advance(LEASE.plusSeconds(1));
        var next = only(claim());

        ledger().settle(List.of(failed(slow, DeliveryStatus.DEAD, Duration.ZERO)));
        advance(LEASE.plusSeconds(1));
        assertThat(claim()).extracting(ClaimedDelivery::deliveryId).containsExactly(next.deliveryId());
    }

    @Test
    void a_failure_is_due_again_after_its_wait_and_not_before() {
        ledger().store(List.of(happened(investigation, 1)));
        ledger().settle(List.of(failed(only(claim()), DeliveryStatus.PENDING, Duration.ofMinutes(5))));

        advance(Duration.ofMinutes(5).minusSeconds(2));
        assertThat(claim()).isEmpty();
        advance(Duration.ofSeconds(2));
        var again = only(claim());
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.failuresInRow()).isEqualTo(1);
    }

    @Test
    void of_one_investigation_the_earliest_comes_first() {
        ledger().store(List.of(happened(investigation, 1), happened(investigation, 2)));
        ledger().store(List.of(happened(UUID.randomUUID(), 1)));

        var first = claim();
        assertThat(first).hasSize(2);
        assertThat(claim()).isEmpty();
        ledger().settle(first.stream().map(LedgerContract::delivered).toList());
        assertThat(claim()).hasSize(1);
    }

    @Test
    void a_receiver_has_its_room_and_no_more() {
        for (int i = 0; i < 10; i++) {
            ledger().store(List.of(happened(UUID.randomUUID(), 1)));
        }

        assertThat(claim(8, Map.of(receiver, 0))).isEmpty();
        assertThat(claim(8, Map.of(receiver, 3))).hasSize(3);
        assertThat(claim(5, Map.of())).hasSize(5);
    }

    @Test
    void what_is_dead_stays_dead_until_it_is_sent_again() {
        ledger().store(List.of(happened(investigation, 1)));
        var claimed = only(claim());
        ledger().settle(List.of(failed(claimed, DeliveryStatus.DEAD, Duration.ZERO)));
        advance(Duration.ofDays(30));
        assertThat(claim()).isEmpty();

        assertThat(ledger().redeliver(claimed.deliveryId())).isEqualTo(Ledger.Redelivery.DUE);
        var again = only(claim());
        assertThat(again.deliveryId()).isEqualTo(claimed.deliveryId());
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.failuresInRow()).isZero();
        assertThat(ledger().redeliver(UUID.randomUUID())).isEqualTo(Ledger.Redelivery.NOBODY);
    }
}
