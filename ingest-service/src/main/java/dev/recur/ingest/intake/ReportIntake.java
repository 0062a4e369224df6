package dev.recur.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

    /** Largest report, in bytes. */
    public static final int LARGEST_REPORT = 256 * 1024;

    /** Most reports of one batch. */
    public static final int LARGEST_BATCH = 1_000;

    private final ReportReader reader;
    private final ReportLog log;
    private final IntakeMetrics metrics;

    public ReportIntake(ReportReader reader, ReportLog log, IntakeMetrics metrics) {
        this.reader = reader;
        this.log = log;
        this.metrics = metrics;
    }

    /** Takes in a JSON object, one report, or a JSON array, many. */
    public CompletionStage<Outcome> submit(byte[] body, Submission submission) {
        if (!isArray(body) && body.length > LARGEST_REPORT) {
            return counted(submission, tooLarge());
        }
        try {
            return switch (isArray(body) ? Json.readBatch(body) : Json.read(body)) {
                case ObjectNode object ->
                    take(reader.report(object, submission.sender(), submission.keyOfOne()), submission);
                case ArrayNode array -> takeMany(array, body.length, submission);
                case JsonNode other -> counted(submission, notAnObject());
            };
        } catch (MalformedJson e) {
            return counted(submission, malformed(e));
        }
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
        if (body.length > LARGEST_REPORT) {
            return counted(submission, tooLarge());
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

    private CompletionStage<Outcome> takeMany(ArrayNode array, int bytes, Submission submission) {
        if (array.isEmpty()) {
            return counted(submission, new Outcome.Refused(List.of(new Problem("", "must have at least one report"))));
        }
        if (array.size() > LARGEST_BATCH) {
            return counted(
                    submission,
                    new Outcome.TooLarge(
                            "A batch has at most " + LARGEST_BATCH + " reports, this had " + array.size() + "."));
        }
        var items = new ArrayList<Outcome>(array.size());
        var reports = new ArrayList<Report>(array.size());
        for (int i = 0; i < array.size(); i++) {
            switch (readItem(array.get(i), i, bytes, submission)) {
                case Reading.Read(var report) -> {
                    reports.add(report);
                    items.add(new Outcome.Accepted(report.incidentId(), report.reportId()));
                }
                case Reading.Refused(var problems) -> items.add(count(submission, new Outcome.Refused(problems)));
                case Reading.NotAllowed(var detail) -> items.add(count(submission, new Outcome.NotAllowed(detail)));
            }
        }
        return append(reports, submission).thenApply(appended -> switch (appended) {
            case Appended.Durable durable -> new Outcome.Many(List.copyOf(items));
            case Appended.Unavailable(var reason) -> new Outcome.Unavailable(reason);
        });
    }

    private Reading readItem(JsonNode item, int index, int bytes, Submission submission) {
        if (!(item instanceof ObjectNode object)) {
            return ReportReader.refused("", "must be an object: a report");
        }
        if (bytes > LARGEST_REPORT && Json.write(object).length > LARGEST_REPORT) {
            return ReportReader.refused("", "must be at most " + LARGEST_REPORT + " bytes");
        }
        return reader.report(object, submission.sender(), submission.keyOfItem(index));
    }

    private static boolean isArray(byte[] body) {
        for (var b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '[';
            }
        }
        return false;
    }

    private static Outcome malformed(MalformedJson e) {
        return new Outcome.Refused(List.of(new Problem("", e.detail())));
    }

    private static Outcome notAnObject() {
        return new Outcome.Refused(List.of(new Problem("", "must be a JSON object")));
    }

    private static Outcome tooLarge() {
        return new Outcome.TooLarge("One report is at most " + LARGEST_REPORT + " bytes.");
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
