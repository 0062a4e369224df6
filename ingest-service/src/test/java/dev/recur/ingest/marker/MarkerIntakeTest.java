package dev.recur.ingest.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.report.Identity;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerIntakeTest {

    private static final UUID RANDOM = UUID.fromString("018f0000-0000-7000-8000-000000000000");

    private final List<Marker> log = new ArrayList<>();
    private Appended appended = new Appended.Durable();
    private final MarkerIntake intake = new MarkerIntake(
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC), () -> RANDOM, (marker, submission) -> {
                log.add(marker);
                return CompletableFuture.completedFuture(appended);
            });

    @Test
    void identity_is_of_source_and_external_id_else_of_the_idempotency_key_else_random() {
        assertThat(submit("{'type':'release','startsAt':'2026-11-22T10:00:00Z','externalId':'4.2'}", "key"))
                .isEqualTo(new MarkerOutcome.Accepted(Identity.markerOfExternalId("tooling", "4.2")));
        assertThat(submit("{'type':'release','startsAt':'2026-11-22T10:00:00Z','source':'ci'}", "key"))
                .isEqualTo(new MarkerOutcome.Accepted(Identity.markerOfIdempotencyKey("ci", "key")));
        assertThat(submit("{'type':'release','startsAt':'2026-11-22T10:00:00Z'}", null))
                .isEqualTo(new MarkerOutcome.Accepted(RANDOM));
        assertThat(log).extracting(Marker::source).containsExactly("tooling", "ci", "tooling");
    }

    @Test
    void it_is_accepted_only_when_the_log_has_it() {
        appended = new Appended.Unavailable(Appended.Reason.KAFKA_AWAY);

        assertThat(submit("{'type':'release','startsAt':'2026-11-22T10:00:00Z'}", null))
                .isEqualTo(new MarkerOutcome.Unavailable(Appended.Reason.KAFKA_AWAY));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing | {} | pointer=/type, detail=is required",
                "nothing | {} | pointer=/startsAt, detail=is required",
                "an unknown member | {'typ':'release'} | pointer=/typ, detail=is not a known member; did you mean \"type\"",
                "a wrong type | {'type':'Release'} | pointer=/type, detail=must match",
                "an end before its start | {'startsAt':'2026-01-02T00:00:00Z','endsAt':'2026-01-01T00:00:00Z'} | pointer=/endsAt",
                "a person as a tag | {'tags':{'author':['me']}} | pointer=/tags/author, detail=names a person",
                "an array | [] | pointer=, detail=must be a JSON object",
                "no JSON | { | pointer=, detail=the body is not valid JSON",
            })
    void a_bad_marker_is_told_what_to_fix(String sentence, String body, String problem) {
        assertThat(submit(body, null))
                .isInstanceOf(MarkerOutcome.Refused.class)
                .asString()
                .contains(problem);
        assertThat(log).isEmpty();
    }

    @Test
    void a_key_bound_to_sources_speaks_for_no_other() {
        var bound = new Submission(Transport.API, new Sender("tooling", Set.of("ci", "cd")), null, null, 0);
        var body = "{\"type\":\"release\",\"startsAt\":\"2026-11-22T10:00:00Z\",\"source\":\"shop\"}".getBytes(UTF_8);

        assertThat(intake.submit(body, bound).toCompletableFuture().join())
                .isEqualTo(new MarkerOutcome.NotAllowed(
                        "The key tooling may not speak for the source shop; it may for cd, ci."));
    }

    private MarkerOutcome submit(String body, @Nullable String key) {
        var submission = new Submission(Transport.API, new Sender("tooling", Set.of()), key, null, 0);
        return intake.submit(body.replace('\'', '"').getBytes(UTF_8), submission)
                .toCompletableFuture()
                .join();
    }
}
