package dev.recur.wire.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The value of a record on the topic of incident reports; its {@link ReportType} travels in a header. */
public final class ReportCodec {

    /** Longest source, external id, correlation key and reason, in characters. */
    public static final int LONGEST_SOURCE = 200;

    public static final int LONGEST_KEY = 1000;
    public static final int LONGEST_REASON = 2000;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

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

    private static Report decode(ReportType type, ObjectNode object) {
        var problems = new Problems();
        var reader = new ObjectReader(object, "", problems);
        var incidentId = reader.requiredUuid("incidentId");
        var reportId = reader.requiredUuid("reportId");
        var source = reader.requiredText("source", LONGEST_SOURCE);
        var externalId = reader.text("externalId", LONGEST_KEY);
        var correlationKey = reader.text("correlationKey", LONGEST_KEY);
        var asOf = reader.requiredTime("asOf");
        var recordedAt = reader.requiredTime("recordedAt");
        if (!isStorable(asOf) || !isStorable(recordedAt)) {
            problems.add("", "asOf and recordedAt must be from the year 1 to 9999");
            throw InvalidReport.of(problems.all());
        }
        var reason = reader.text("reason", LONGEST_REASON);
        var node = reader.node("facts");
        if (!(node instanceof ObjectNode factsAsSent)) {
            problems.add("/facts", node == null ? "is required" : "must be an object");
            throw InvalidReport.of(problems.all());
        }
        if (recordedAt == null) {
            throw InvalidReport.of(problems.all());
        }
        var facts = FactsReader.read(new ObjectReader(factsAsSent, "/facts", problems), recordedAt);
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

    /** Every store and every client can say these years. */
    private static boolean isStorable(@Nullable Instant time) {
        return time == null || (time.isAfter(EARLIEST) && time.isBefore(LATEST));
    }
}
