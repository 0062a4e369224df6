package dev.recur.notification.postgres;

import dev.recur.notification.subscription.Mode;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Where;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        mode = subscription.mode().wireName();
        enabled = subscription.enabled();
        activeSince = subscription.activeSince();
        updatedAt = subscription.updatedAt();
    }

    Subscription toDomain() {
        return new Subscription(
                id,
                name,
                receiver,
                Where.parse(where),
                events(events),
                WireName.find(Mode.class, mode).orElseThrow(),
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
}
