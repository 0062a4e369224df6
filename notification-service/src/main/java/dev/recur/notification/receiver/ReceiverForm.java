package dev.recur.notification.receiver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A receiver as somebody writes it.
 *
 * @param secret only where one was sent
 */
public record ReceiverForm(
        String name, ReceiverType type, URI url, @Nullable SigningSecret secret, boolean enabled) {

    /** Members of an answer that may come back with an edit, where they say nothing. */
    private static final List<String> READ_ONLY = List.of("disabledReason", "createdAt", "updatedAt");

    private static final List<String> MEMBERS = List.of("name", "type", "url", "enabled");
    private static final int LONGEST_URL = 2048;

    /** Reads a new receiver; empty when there are problems. */
    public static Optional<ReceiverForm> creation(ObjectNode body, ReceiverUrl urls, Problems problems) {
        var reader = new ObjectReader(body, "", problems);
        reader.refuseUnknown(with(MEMBERS, "secret"));
        var name = reader.requiredText("name", 63);
        if (name != null && !Receiver.isName(name)) {
            problems.add("/name", "must match " + Receiver.NAME_FORM);
        }
        var text = reader.text("secret", 200);
        var secret = text == null ? null : SigningSecret.parse(text).orElse(null);
        if (text != null && secret == null) {
            problems.add("/secret", SigningSecret.FORM);
        }
        return rest(reader, name, secret, urls);
    }

    /** Reads an edit of the receiver of that name; empty when there are problems. */
    public static Optional<ReceiverForm> edit(String name, ObjectNode body, ReceiverUrl urls, Problems problems) {
        var reader = new ObjectReader(body, "", problems);
        if (body.has("secret")) {
            problems.add("/secret", "cannot be edited: POST …/rotate-secret makes a new one");
        }
        reader.refuseUnknown(with(with(MEMBERS, "secret"), READ_ONLY.toArray(String[]::new)));
        var written = reader.text("name", 63);
        if (written != null && !written.equals(name)) {
            problems.add("/name", "cannot be changed");
        }
        return rest(reader, name, null, urls);
    }

    private static Optional<ReceiverForm> rest(
            ObjectReader reader, @Nullable String name, @Nullable SigningSecret secret, ReceiverUrl urls) {
        var problems = reader.problems();
        var typeName = reader.requiredText("type", 40);
        var type = typeName == null
                ? null
                : WireName.find(ReceiverType.class, typeName).orElse(null);
        if (typeName != null && type == null) {
            problems.add("/type", "must be one of " + WireName.allowed(ReceiverType.class));
        }
        var url = reader.requiredText("url", LONGEST_URL);
        if (url != null) {
            urls.problem(url).ifPresent(problem -> problems.add("/url", problem));
        }
        var enabled = reader.node("enabled");
        if (enabled != null && !enabled.isBoolean()) {
            problems.add("/enabled", "must be true or false");
        }
        if (!problems.isEmpty() || name == null || type == null || url == null) {
            return Optional.empty();
        }
        return Optional.of(
                new ReceiverForm(name, type, URI.create(url), secret, enabled == null || enabled.booleanValue()));
    }

    private static List<String> with(List<String> members, String... more) {
        return Stream.concat(members.stream(), Stream.of(more)).toList();
    }
}
