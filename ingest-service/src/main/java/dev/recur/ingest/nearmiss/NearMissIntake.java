package dev.recur.ingest.nearmiss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.Problem;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Takes in what people tell of near misses. Of who stays unknown nothing gets into a report: neither who it was, nor a
 * time more exact than its hour, nor an identity that is made of a time.
 */
public final class NearMissIntake {

    private final Clock clock;
    private final RandomGenerator random;
    private final ReportIntake intake;

    public NearMissIntake(Clock clock, RandomGenerator random, ReportIntake intake) {
        this.clock = clock;
        this.random = random;
        this.intake = intake;
    }

    /** Takes in a near miss, and gives a receipt for it. */
    public CompletionStage<NearMissOutcome> report(byte[] body, Reporter reporter) {
        return reading(body, told -> report(told, reporter));
    }

    /** As {@link #report(byte[], Reporter)}, for what is JSON already. */
    public CompletionStage<NearMissOutcome> report(ObjectNode told, Reporter reporter) {
        var precision = precision(reporter);
        var made = NearMissFacts.first(told, clock.instant(), precision);
        return append(Receipt.random(random), made, reporter);
    }

    /** Takes in more about the near miss of a receipt. */
    public CompletionStage<NearMissOutcome> add(Receipt receipt, byte[] body, Reporter reporter) {
        return reading(body, told -> add(receipt, told, reporter));
    }

    /** As {@link #add(Receipt, byte[], Reporter)}, for what is JSON already. */
    public CompletionStage<NearMissOutcome> add(Receipt receipt, ObjectNode told, Reporter reporter) {
        return append(receipt, NearMissFacts.more(told, clock.instant(), precision(reporter)), reporter);
    }

    private interface Telling {
        CompletionStage<NearMissOutcome> tell(ObjectNode told);
    }

    private static CompletionStage<NearMissOutcome> reading(byte[] body, Telling telling) {
        try {
            return Json.read(body) instanceof ObjectNode told ? telling.tell(told) : refused("must be a JSON object");
        } catch (MalformedJson e) {
            return refused(e.detail());
        }
    }

    private static CompletionStage<NearMissOutcome> refused(String detail) {
        return CompletableFuture.completedFuture(new NearMissOutcome.Refused(List.of(new Problem("", detail))));
    }

    private static ChronoUnit precision(Reporter reporter) {
        return switch (reporter) {
            case Reporter.Anonymous anonymous -> ChronoUnit.HOURS;
            case Reporter.Known known -> ChronoUnit.MICROS;
        };
    }

    private CompletionStage<NearMissOutcome> append(Receipt receipt, NearMissFacts.Made made, Reporter reporter) {
        if (!made.problems().isEmpty()) {
            return CompletableFuture.completedFuture(new NearMissOutcome.Refused(made.problems()));
        }
        var submission = reporter.submission();
        var now = clock.instant().truncatedTo(precision(reporter));
        var incidentId = receipt.incidentId();
        var key = submission.idempotencyKey();
        var reportId = key == null
                ? Identity.reportOfContent(incidentId, ReportType.REPORTED, null, made.asStated())
                : Identity.reportOfIdempotencyKey(incidentId, key);
        var report = new Report(
                incidentId,
                reportId,
                ReportType.REPORTED,
                submission.sender().defaultSource(),
                null,
                null,
                now,
                now,
                null,
                made.asStated(),
                made.facts());
        return intake.append(List.of(report), submission).thenApply(appended -> switch (appended) {
            case Appended.Durable durable -> new NearMissOutcome.Told(receipt);
            case Appended.Unavailable(var reason) -> new NearMissOutcome.Unavailable(reason);
        });
    }
}
