package dev.recur.notification.receiver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A receiver as somebody writes it. */
public record ReceiverForm(String name, Destination destination, boolean enabled) {

    private static final List<String> MEMBERS = List.of("name", "type", "enabled");
    /** Members of an answer that may come back with an edit, where they say nothing. */
    private static final List<String> READ_ONLY = List.of("disabledReason", "createdAt", "updatedAt");

    /**
     * Reads a new receiver; empty when there are problems.
     *
     * @param fresh makes a secret where none is sent
     */
    public static Optional<ReceiverForm> creation(
            ObjectNode body, ReceiverUrl urls, Supplier<SigningSecret> fresh, Problems problems) {
        var reader = new ObjectReader(body, "", problems);
        var name = reader.requiredText("name", 63);
        if (name != null && !Receiver.isName(name)) {
            problems.add("/name", "must match " + Receiver.NAME_FORM);
        }
        var type = type(reader);
        reader.refuseUnknown(members(type, List.of()));
        var destination = new DestinationReader(reader, urls).creation(type, fresh);
        return form(reader, name, destination);
    }

    /** Reads an edit of that receiver; empty when there are problems. Secrets that are not sent stay as they are. */
    public static Optional<ReceiverForm> edit(Receiver current, ObjectNode body, ReceiverUrl urls, Problems problems) {
        var reader = new ObjectReader(body, "", problems);
        var name = reader.text("name", 63);
        if (name != null && !name.equals(current.name())) {
            problems.add("/name", "cannot be changed");
        }
        var type = type(reader);
        var before = current.destination();
        if (type != null && type != before.type()) {
            problems.add("/type", "cannot be changed: make another receiver");
        }
        reader.refuseUnknown(members(type, READ_ONLY));
        if (body.has("secret") && type == ReceiverType.WEBHOOK) {
            problems.add("/secret", "cannot be edited: POST …/rotate-secret makes a new one");
        }
        var destination = type == before.type() ? new DestinationReader(reader, urls).edit(before) : null;
        return form(reader, current.name(), destination);
    }

    private static Optional<ReceiverForm> form(
            ObjectReader reader, @Nullable String name, @Nullable Destination destination) {
        var enabled = reader.node("enabled");
        if (enabled != null && !enabled.isBoolean()) {
            reader.problems().add("/enabled", "must be true or false");
        }
        return !reader.problems().isEmpty() || name == null || destination == null
                ? Optional.empty()
                : Optional.of(new ReceiverForm(name, destination, enabled == null || enabled.booleanValue()));
    }

    private static @Nullable ReceiverType type(ObjectReader reader) {
        var text = reader.requiredText("type", 40);
        if (text == null) {
            return null;
        }
        var type = WireName.find(ReceiverType.class, text).orElse(null);
        if (type == null) {
            reader.problems().add("/type", "must be one of " + WireName.allowed(ReceiverType.class));
        }
        return type;
    }

    private static List<String> members(@Nullable ReceiverType type, List<String> more) {
        return Stream.of(MEMBERS, DestinationReader.members(type), more)
                .flatMap(List::stream)
                .toList();
    }
}
