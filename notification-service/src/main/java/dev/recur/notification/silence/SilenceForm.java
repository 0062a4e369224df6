package dev.recur.notification.silence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.notification.subscription.Where;
import dev.recur.notification.subscription.WhereReader;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A silence as somebody writes it: it must say why, and when it ends. */
public record SilenceForm(Where where, String reason, Instant startsAt, Instant endsAt) {

    private static final List<String> MEMBERS = List.of("where", "reason", "startsAt", "endsAt");
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Reads one; empty when there are problems. */
    public static Optional<SilenceForm> read(ObjectNode body, Instant now, Problems problems) {
        var reader = new ObjectReader(body, "", problems);
        reader.refuseUnknown(MEMBERS);
        var where = reader.requiredText("where", 4096) == null ? Where.EVERYTHING : WhereReader.read(reader);
        var reason = reader.requiredText("reason", 1000);
        var written = reader.time("startsAt");
        var startsAt = written == null ? now : written;
        var endsAt = reader.requiredTime("endsAt");
        if (endsAt != null && !endsAt.isAfter(startsAt)) {
            problems.add("/endsAt", "must be after startsAt");
        } else if (endsAt != null && !endsAt.isAfter(now)) {
            problems.add("/endsAt", "must be in the future");
        } else if (endsAt != null && endsAt.isAfter(now.plus(LONGEST))) {
            problems.add("/endsAt", "must be at most a year from now");
        }
        if (!problems.isEmpty() || reason == null || endsAt == null) {
            return Optional.empty();
        }
        return Optional.of(new SilenceForm(where, reason, startsAt, endsAt));
    }

    /** The silence that it asks for. */
    public Silence create(UUID id, String by, Instant now) {
        return new Silence(id, where, reason, startsAt, endsAt, now, by, null, null);
    }
}
