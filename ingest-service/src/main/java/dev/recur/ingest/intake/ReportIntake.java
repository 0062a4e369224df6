package dev.recur.ingest.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.Problem;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The one door by which reports come in, whatever the transport. What it accepts is durable. */
public final class ReportIntake {

    private final ReportReader reader;
    private final ReportLog log;
    private final IntakeMetrics metrics;

    public ReportIntake(ReportReader reader, ReportLog log, IntakeMetrics metrics) {
        this.reader = reader;
        this.log = log;
        this.metrics = metrics;
    }

    /** Takes in the reports of a body. */
    public CompletionStage<Outcome> submit(byte[] body, Format format, Submission submission) {
        return switch (ContentsReader.read(body, format, submission)) {
            case Contents.One(var item) -> take(read(item, submission), submission);
            case Contents.Many(var items) -> takeMany(items, submission);
            case Contents.Nothing(var outcome) -> counted(submission, outcome);
        };
    }

    /** Takes in facts that changed. */
    public CompletionStage<Outcome> amend(UUID incidentId, byte[] body, Submission submission) {
        return takeObject(
                body,
                submission,
                object -> reader.amendment(incidentId, object, submission.sender(), submission.keyOfOne()));
    }

    /** Takes an incident back. */
    public CompletionStage<Outcome> retract(UUID incidentId, byte[] body, Submission submission) {
        return turn(ReportType.RETRACTED, incidentId, body, submission);
    }

    /** Undoes a retraction. */
    public CompletionStage<Outcome> restore(UUID incidentId, byte[] body, Submission submission) {
        return turn(ReportType.RESTORED, incidentId, body, submission);
    }

    /** Has reports made durable that a transport has read itself. */
    public CompletionStage<Appended> append(List<Report> reports, Submission submission) {
        if (reports.isEmpty()) {
            return CompletableFuture.completedFuture(new Appended.Durable());
        }
        return log.append(reports, submission).thenApply(appended -> {
            switch (appended) {
                case Appended.Durable durable -> metrics.accepted(submission.transport(), reports.size());
                case Appended.Unavailable unavailable ->
                    metrics.refused(submission.transport(), unavailable.reason().wireName(), reports.size());
            }
            return appended;
        });
    }

    private CompletionStage<Outcome> turn(ReportType type, UUID incidentId, byte[] body, Submission submission) {
        return takeObject(
                body,
                submission,
                object -> reader.turn(type, incidentId, object, submission.sender(), submission.keyOfOne()));
    }

    private interface ObjectReading {
        Reading read(ObjectNode object);
    }

    private CompletionStage<Outcome> takeObject(byte[] body, Submission submission, ObjectReading reading) {
        if (body.length > ContentsReader.LARGEST_REPORT) {
            return counted(submission, ContentsReader.tooLarge().outcome());
        }
        try {
            return Json.read(body) instanceof ObjectNode object
                    ? take(reading.read(object), submission)
                    : counted(submission, notAnObject());
        } catch (MalformedJson e) {
            return counted(submission, malformed(e));
        }
    }

    private CompletionStage<Outcome> take(Reading reading, Submission submission) {
        return switch (reading) {
            case Reading.Read(var report) ->
                append(List.of(report), submission).thenApply(appended -> switch (appended) {
                    case Appended.Durable durable -> new Outcome.Accepted(report.incidentId(), report.reportId());
                    case Appended.Unavailable(var reason) -> new Outcome.Unavailable(reason);
                });
            case Reading.Refused(var problems) -> counted(submission, new Outcome.Refused(problems));
            case Reading.NotAllowed(var detail) -> counted(submission, new Outcome.NotAllowed(detail));
        };
    }

    private CompletionStage<Outcome> takeMany(List<Contents.Item> contents, Submission submission) {
        var items = new ArrayList<Outcome>(contents.size());
        var reports = new ArrayList<Report>(contents.size());
        for (var item : contents) {
            switch (read(item, submission)) {
                case Reading.Read(var report) -> {
                    reports.add(report);
                    items.add(new Outcome.Accepted(report.incidentId(), report.reportId()));
                }
                case Reading.Refused(var problems) -> items.add(count(submission, new Outcome.Refused(problems)));
                case Reading.NotAllowed(var detail) -> items.add(count(submission, new Outcome.NotAllowed(detail)));
            }
        }
        return append(reports, submission).thenApply(appended -> switch (appended) {
            case Appended.Durable durable -> new Outcome.Many(items);
            case Appended.Unavailable(var reason) -> new Outcome.Unavailable(reason);
        });
    }

    private Reading read(Contents.Item item, Submission submission) {
        return switch (item) {
            case Contents.Item.Broken(var problems) -> new Reading.Refused(problems);
            case Contents.Item.Stated(var object, var key, var located) ->
                switch (reader.report(object, submission.sender(), key)) {
                    case Reading.Refused(var problems) ->
                        new Reading.Refused(problems.stream().map(located).toList());
                    case Reading other -> other;
                };
        };
    }

    private static Outcome malformed(MalformedJson e) {
        return new Outcome.Refused(List.of(new Problem("", e.detail())));
    }

    private static Outcome notAnObject() {
        return new Outcome.Refused(List.of(new Problem("", "must be a JSON object")));
    }

    private CompletionStage<Outcome> counted(Submission submission, Outcome outcome) {
        return CompletableFuture.completedFuture(count(submission, outcome));
    }

    private Outcome count(Submission submission, Outcome outcome) {
        var reason = switch (outcome) {
            case Outcome.Refused refused -> "invalid";
            case Outcome.NotAllowed notAllowed -> "not_allowed";
            case Outcome.TooLarge tooLarge -> "too_large";
            case Outcome.Unavailable unavailable -> unavailable.reason().wireName();
            case Outcome.Accepted accepted -> throw new IllegalArgumentException("not refused");
            case Outcome.Many many -> throw new IllegalArgumentException("not refused");
        };
        metrics.refused(submission.transport(), reason, 1);
        return outcome;
    }
}
