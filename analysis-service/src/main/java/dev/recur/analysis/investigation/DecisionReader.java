package dev.recur.analysis.investigation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what people decide about an investigation, collecting every problem. */
public final class DecisionReader {

    private static final int LONGEST_NOTE = 2000;
    private static final List<String> MEMBERS = List.of("to", "note", "until");

    private DecisionReader() {}

    /** The decision in a body, or nothing when there are problems with it. */
    public static Optional<Decision> read(JsonNode body, Instant now, Problems problems) {
        if (!(body instanceof ObjectNode node)) {
            problems.add("", "must be an object");
            return Optional.empty();
        }
        var object = new ObjectReader(node, "", problems);
        object.refuseUnknown(MEMBERS);
        var to = to(object);
        var note = object.text("note", LONGEST_NOTE);
        var until = object.time("until");
        if (to != null) {
            check(object, to, now, until);
        }
        return to == null || !problems.isEmpty() ? Optional.empty() : Optional.of(decision(to, note, until));
    }

    private static @Nullable Status to(ObjectReader object) {
        var text = object.requiredText("to", 40);
        if (text == null) {
            return null;
        }
        var to = WireName.find(Status.class, text).orElse(null);
        if (to == null) {
            object.problems().add(object.pointer("to"), "must be one of " + WireName.allowed(Status.class));
        }
        return to;
    }

    private static void check(ObjectReader object, Status to, Instant now, @Nullable Instant until) {
        var ends = to == Status.ACCEPTED_RISK;
        if ((ends || to == Status.DISMISSED) && isAbsent(object, "note")) {
            object.problems().add(object.pointer("note"), "is required: the reason for " + to.wireName());
        }
        if (ends && isAbsent(object, "until")) {
            object.problems().add(object.pointer("until"), "is required: when the risk is open again");
        }
        if (ends && until != null && !until.isAfter(now)) {
            object.problems().add(object.pointer("until"), "must be in the future, was " + until);
        }
        if (!ends && !isAbsent(object, "until")) {
            object.problems().add(object.pointer("until"), "is only for accepted_risk");
        }
    }

    private static boolean isAbsent(ObjectReader object, String member) {
        var node = object.node(member);
        return node == null || node.isNull();
    }

    private static Decision decision(Status to, @Nullable String note, @Nullable Instant until) {
        return switch (to) {
            case DISMISSED -> new Decision.Dismiss(Objects.requireNonNull(note));
            case ACCEPTED_RISK -> new Decision.AcceptRisk(Objects.requireNonNull(note), Objects.requireNonNull(until));
            case OPEN, TRIAGED, INVESTIGATING, ACTIONS_AGREED, VERIFYING, CLOSED, WITHDRAWN ->
                new Decision.Proceed(to, note);
        };
    }
}
