package dev.recur.ingest.marker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.Submission;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.marker.MarkerReader;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.ReportCodec;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes markers in. What it accepts is durable. */
public final class MarkerIntake {

    private static final List<String> MEMBERS = Stream.concat(
                    Stream.of("source", "externalId"), MarkerReader.MEMBERS.stream())
            .toList();

    private final Clock clock;
    private final Supplier<UUID> newIdentity;
    private final MarkerLog log;

    public MarkerIntake(Clock clock, Supplier<UUID> newIdentity, MarkerLog log) {
        this.clock = clock;
        this.newIdentity = newIdentity;
        this.log = log;
    }

    /** Takes in one marker, a JSON object. */
    public CompletionStage<MarkerOutcome> submit(byte[] body, Submission submission) {
        try {
            return Json.read(body) instanceof ObjectNode object
                    ? take(object, submission)
                    : done(refused("must be a JSON object"));
        } catch (MalformedJson e) {
            return done(refused(e.detail()));
        }
    }

    private CompletionStage<MarkerOutcome> take(ObjectNode object, Submission submission) {
        var problems = new Problems();
        var reader = new ObjectReader(object, "", problems);
        reader.refuseUnknown(MEMBERS);
        var sender = submission.sender();
        var named = reader.text("source", ReportCodec.LONGEST_SOURCE);
        var source = named == null ? sender.defaultSource() : named;
        var externalId = reader.text("externalId", ReportCodec.LONGEST_KEY);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var said = MarkerReader.read(reader, now);
        if (!sender.maySpeakFor(source)) {
            return done(new MarkerOutcome.NotAllowed(sender.refusal(source)));
        }
        if (!problems.isEmpty()) {
            return done(new MarkerOutcome.Refused(problems.all()));
        }
        var marker = new Marker(
                identity(source, externalId, submission),
                source,
                externalId,
                Objects.requireNonNull(said.type()),
                said.title(),
                Objects.requireNonNull(said.startsAt()),
                said.endsAt(),
                said.tags(),
                now);
        return log.append(marker, submission).thenApply(appended -> switch (appended) {
            case Appended.Durable durable -> new MarkerOutcome.Accepted(marker.markerId());
            case Appended.Unavailable(var reason) -> new MarkerOutcome.Unavailable(reason);
        });
    }

    private UUID identity(String source, @Nullable String externalId, Submission submission) {
        if (externalId != null) {
            return Identity.markerOfExternalId(source, externalId);
        }
        var key = submission.idempotencyKey();
        return key == null ? newIdentity.get() : Identity.markerOfIdempotencyKey(source, key);
    }

    private static MarkerOutcome refused(String detail) {
        return new MarkerOutcome.Refused(List.of(new Problem("", detail)));
    }

    private static CompletionStage<MarkerOutcome> done(MarkerOutcome outcome) {
        return CompletableFuture.completedFuture(outcome);
    }
}
