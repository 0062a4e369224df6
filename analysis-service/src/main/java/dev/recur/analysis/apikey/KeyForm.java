package dev.recur.analysis.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.ReportCodec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an admin says about a key.
 *
 * @param name who calls with it; also the source of its reports unless they name one
 * @param sources the sources that it may speak for, any when empty
 * @param expiresAt when it stops being accepted, {@code null} for never
 */
public record KeyForm(
        String name,
        Set<String> roles,
        Set<String> sources,
        @Nullable Instant expiresAt) {

    private static final int MOST_SOURCES = 100;
    private static final List<String> ROLES = List.of(Roles.REPORTER, Roles.READER, Roles.EDITOR, Roles.ADMIN);

    /** Reads a body; nothing where there are problems. */
    public static Optional<KeyForm> read(JsonNode body, Instant now, Problems problems) {
        if (!(body instanceof ObjectNode object)) {
            problems.add("", "must be a JSON object, was " + ObjectReader.typeOf(body));
            return Optional.empty();
        }
        var reader = new ObjectReader(object, "", problems);
        reader.refuseUnknown(List.of("name", "roles", "sources", "expiresAt"));
        var name = reader.requiredText("name", ReportCodec.LONGEST_SOURCE);
        var roles = roles(reader);
        var sources = texts(reader, "sources");
        var expiresAt = reader.time("expiresAt");
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            problems.add("/expiresAt", "must be in the future");
        }
        return problems.isEmpty()
                ? Optional.of(new KeyForm(Objects.requireNonNull(name).strip(), roles, sources, expiresAt))
                : Optional.empty();
    }

    private static Set<String> roles(ObjectReader reader) {
        if (reader.node("roles") == null) {
            reader.problems().add("/roles", "is required: some of " + String.join(", ", ROLES));
            return Set.of();
        }
        var roles = texts(reader, "roles");
        if (roles.isEmpty() && reader.problems().isEmpty()) {
            reader.problems().add("/roles", "must be some of " + String.join(", ", ROLES));
        }
        for (var role : roles) {
            if (!ROLES.contains(role)) {
                reader.problems().add("/roles", "must be some of " + String.join(", ", ROLES) + ", was " + role);
            }
        }
        return roles;
    }

    private static Set<String> texts(ObjectReader reader, String member) {
        var texts = new TreeSet<String>();
        var node = reader.node(member);
        if (node == null || node.isNull()) {
            return texts;
        }
        if (!node.isArray() || node.size() > MOST_SOURCES) {
            reader.problems()
                    .add(
                            reader.pointer(member),
                            node.isArray()
                                    ? "must be at most " + MOST_SOURCES
                                    : "must be an array, was " + ObjectReader.typeOf(node));
            return texts;
        }
        for (int i = 0; i < node.size(); i++) {
            ObjectReader.text(
                            node.get(i),
                            Problems.pointer(reader.pointer(member), i),
                            ReportCodec.LONGEST_SOURCE,
                            reader.problems())
                    .ifPresent(texts::add);
        }
        return texts;
    }
}
