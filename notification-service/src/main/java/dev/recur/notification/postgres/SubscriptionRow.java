package dev.recur.notification.postgres;

import dev.recur.notification.subscription.Mode;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Timing;
import dev.recur.notification.subscription.Where;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of subscriptions. */
@Entity
@Table(name = "subscriptions")
class SubscriptionRow {

    @Id
    UUID id;

    String name;
    String receiver;

    @Column(name = "where_text")
    String where;

    String events;
    String mode;

    @Column(name = "digest_at")
    LocalTime digestAt;

    @Column(name = "digest_zone")
    String digestZone;

    @Column(name = "digest_on")
    String digestOn;

    boolean enabled;

    @Column(name = "active_since")
    Instant activeSince;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Version
    long version;

    static SubscriptionRow from(Subscription subscription) {
        var row = new SubscriptionRow();
        row.id = subscription.id();
        row.createdAt = subscription.createdAt();
        row.fill(subscription);
        return row;
    }

    void fill(Subscription subscription) {
        name = subscription.name();
        receiver = subscription.receiver();
        where = subscription.where().text();
        events =
                subscription.events().stream().map(EventName::wireName).sorted().collect(Collectors.joining(","));
        fill(subscription.timing());
        enabled = subscription.enabled();
        activeSince = subscription.activeSince();
        updatedAt = subscription.updatedAt();
    }

    private void fill(Timing timing) {
        mode = timing.mode().wireName();
        digestAt = timing instanceof Timing.Digest digest ? digest.at() : null;
        digestZone = timing instanceof Timing.Digest digest ? digest.zone().getId() : null;
        digestOn = timing instanceof Timing.Weekly weekly ? weekly.on().name() : null;
    }

    Subscription toDomain() {
        return new Subscription(
                id,
                name,
                receiver,
                Where.parse(where),
                events(events),
                timing(mode, digestAt, digestZone, digestOn),
                enabled,
                activeSince,
                createdAt,
                updatedAt,
                version);
    }

    static Set<EventName> events(String names) {
        return Stream.of(names.split(",", -1))
                .map(name -> WireName.find(EventName.class, name).orElseThrow())
                .collect(Collectors.toSet());
    }

    static Timing timing(String mode, @Nullable LocalTime at, @Nullable String zone, @Nullable String on) {
        return switch (WireName.find(Mode.class, mode).orElseThrow()) {
            case IMMEDIATE -> Timing.IMMEDIATE;
            case DAILY -> new Timing.Daily(Objects.requireNonNull(at), ZoneId.of(Objects.requireNonNull(zone)));
            case WEEKLY ->
                new Timing.Weekly(
                        DayOfWeek.valueOf(Objects.requireNonNull(on)),
                        Objects.requireNonNull(at),
                        ZoneId.of(Objects.requireNonNull(zone)));
        };
    }
}
