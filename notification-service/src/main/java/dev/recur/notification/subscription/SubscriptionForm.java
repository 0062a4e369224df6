package dev.recur.notification.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A subscription as somebody writes it. */
public record SubscriptionForm(
        String name, String receiver, Where where, Set<EventName> events, Timing timing, boolean enabled) {

    /** What matters at once. */
    public static final Set<EventName> DEFAULT_EVENTS =
            Set.of(EventName.OPENED, EventName.ESCALATED, EventName.WITHDRAWN);

    private static final List<String> MEMBERS = Stream.concat(
                    Stream.of("name", "receiver", "where", "events", "enabled", "id", "createdAt", "updatedAt"),
                    TimingReader.MEMBERS.stream())
            .toList();

    /** Reads one; empty when there are problems. The receiver's existence is not looked at. */
    public static Optional<SubscriptionForm> read(ObjectNode body, Problems problems) {
        var reader = new ObjectReader(body, "", problems);
        reader.refuseUnknown(MEMBERS);
        var name = reader.requiredText("name", 200);
        var receiver = reader.requiredText("receiver", 63);
        var where = WhereReader.read(reader);
        var events = events(reader);
        var timing = TimingReader.read(reader);
        var enabled = reader.node("enabled");
        if (enabled != null && !enabled.isBoolean()) {
            problems.add("/enabled", "must be true or false");
        }
        if (!problems.isEmpty() || name == null || receiver == null) {
            return Optional.empty();
        }
        return Optional.of(
                new SubscriptionForm(name, receiver, where, events, timing, enabled == null || enabled.booleanValue()));
    }

    /** The new subscription that it asks for. */
    public Subscription create(UUID id, Instant now) {
        return new Subscription(id, name, receiver, where, events, timing, enabled, now, now, now, 0);
    }

    /** The subscription as it is after the edit that it asks for. */
    public Subscription edit(Subscription subscription, Instant now) {
        return subscription.edited(this, now);
    }

    private static Set<EventName> events(ObjectReader reader) {
        var node = reader.node("events");
        if (node == null || node.isNull()) {
            return DEFAULT_EVENTS;
        }
        var events = EnumSet.noneOf(EventName.class);
        if (!node.isArray() || node.isEmpty()) {
            reader.problems().add("/events", "must be an array of one or more of " + allowed());
            return events;
        }
        for (int i = 0; i < node.size(); i++) {
            var event = WireName.find(EventName.class, node.get(i).asText()).orElse(null);
            if (event == null) {
                reader.problems().add(Problems.pointer("/events", i), "must be one of " + allowed());
            } else {
                events.add(event);
            }
        }
        return events;
    }

    private static String allowed() {
        return WireName.allowed(EventName.class);
    }
}
