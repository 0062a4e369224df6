package dev.recur.wire.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The value of a record on the topic of incident reports; its {@link ReportType} travels in a header. */
public final class ReportCodec {

    /** Longest source, external id, correlation key and reason, in characters. */
    public static final int LONGEST_SOURCE = 200;

    public static final int LONGEST_KEY = 1000;
    public static final int LONGEST_REASON = 2000;

    /** Other times than {@code recordedAt} are at most a year after it. */
    private static final Duration AHEAD = Duration.ofDays(366);

    private static final Instant LAST_RECORDED = Instant.parse("9998-01-01T00:00:00Z");

    private ReportCodec() {}

    /** A record's value says something that is no report. */
    public static final class InvalidReport extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public InvalidReport(String message) {
            super(message);
        }

        static InvalidReport of(List<Problem> problems) {
            return new InvalidReport(problems.getFirst().pointer() + " "
                    + problems.getFirst().detail()
                    + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more problems)" : ""));
        }
    }

    /** The bytes of a record's value. */
    public static byte[] encode(Report report) {
        var value = Json.object();
        value.put("incidentId", report.incidentId().toString());
        value.put("reportId", report.reportId().toString());
        value.put("source", report.source());
        value.put("externalId", report.externalId());
        if (report.correlationKey() != null) {
            value.put("correlationKey", report.correlationKey());
        }
        value.put("asOf", report.asOf().toString());
        value.put("recordedAt", report.recordedAt().toString());
        if (report.reason() != null) {
            value.put("reason", report.reason());
        }
        value.set("facts", report.factsAsSent());
        return Json.write(value);
    }

    /**
     * Reads a record's value, whoever produced it. Unknown members are ignored, so that newer producers may say more.
     *
     * @throws InvalidReport saying what is wrong with it
     */
    public static Report decode(ReportType type, byte[] value) {
        try {
            if (!(Json.readBatch(value) instanceof ObjectNode object)) {
                throw new InvalidReport("the value must be a JSON object");
            }
            return decode(type, object);
        } catch (MalformedJson e) {
            throw new InvalidReport(e.detail());
        }
    }

    /** A time that no store could keep would stop the partition for good, as an outage would. */
    private static void checkRange(String pointer, @Nullable Instant time, Instant latest, Problems problems) {
        if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(latest))) {
            problems.add(pointer, "must be from 1970 to " + latest + ", was " + time);
        }
    }

    /** Facts that we do not know are kept as they are, and so have to be such as a store can keep. */
    private static void checkUnknown(ObjectNode facts, Problems problems) {
        facts.properties().stream()
                .filter(fact -> !Facts.NAMES.contains(fact.getKey()))
                .forEach(fact -> ObjectReader.storageProblem(fact.getKey())
                        .or(() -> storageProblem(fact.getValue()))
                        .ifPresent(detail -> problems.add(Problems.pointer("/facts", fact.getKey()), detail)));
    }

    private static Optional<String> storageProblem(JsonNode node) {
        var own = node.isTextual() ? ObjectReader.storageProblem(node.textValue()) : Optional.<String>empty();
        return own.or(() -> node.properties().stream()
                        .flatMap(member -> ObjectReader.storageProblem(member.getKey()).stream())
                        .findFirst())
                .or(() -> StreamSupport.stream(node.spliterator(), false)
                        .flatMap(child -> storageProblem(child).stream())
                        .findFirst());
    }

    private static Report decode(ReportType type, ObjectNode object) {
        var problems = new Problems();
        var reader = ObjectReader.ignoringUnknown(object, "", problems);
        var incidentId = reader.requiredUuid("incidentId");
        var reportId = reader.requiredUuid("reportId");
        var source = reader.requiredText("source", LONGEST_SOURCE);
        var externalId = reader.text("externalId", LONGEST_KEY);
        var correlationKey = reader.text("correlationKey", LONGEST_KEY);
        var asOf = reader.requiredTime("asOf");
        var recordedAt = reader.requiredTime("recordedAt");
        var reason = reader.text("reason", LONGEST_REASON);
        var node = reader.node("facts");
        if (!(node instanceof ObjectNode factsAsSent)) {
            problems.add("/facts", node == null ? "is required" : "must be an object");
            throw InvalidReport.of(problems.all());
        }
        if (recordedAt == null) {
            throw InvalidReport.of(problems.all());
        }
        checkRange("/recordedAt", recordedAt, LAST_RECORDED, problems);
        checkRange("/asOf", asOf, recordedAt.plus(AHEAD), problems);
        var facts = FactsReader.read(reader.inside(factsAsSent, "/facts"), recordedAt);
        checkUnknown(factsAsSent, problems);
        if (!problems.isEmpty()) {
            throw InvalidReport.of(problems.all());
        }
        return new Report(
                Objects.requireNonNull(incidentId),
                Objects.requireNonNull(reportId),
                type,
                Objects.requireNonNull(source),
                externalId,
                correlationKey,
                Objects.requireNonNull(asOf),
                recordedAt,
                reason,
                factsAsSent,
                facts);
    }
}
