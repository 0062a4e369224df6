package dev.recur.wire.marker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.ReportCodec;
import java.util.List;
import java.util.Objects;

/** The value of a record on the topic of markers. */
public final class MarkerCodec {

    private MarkerCodec() {}

    /** A record's value says something that is no marker. */
    public static final class InvalidMarker extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidMarker(String message) {
            super(message);
        }

        private static InvalidMarker of(List<Problem> problems) {
            var first = problems.getFirst();
            return new InvalidMarker(first.pointer() + " " + first.detail());
        }
    }

    /** The bytes of a record's value. */
    public static byte[] encode(Marker marker) {
        var value = Json.object();
        value.put("markerId", marker.markerId().toString());
        value.put("source", marker.source());
        value.put("externalId", marker.externalId());
        value.put("type", marker.type());
        value.put("title", marker.title());
        value.put("startsAt", marker.startsAt().toString());
        var endsAt = marker.endsAt();
        value.put("endsAt", endsAt == null ? null : endsAt.toString());
        var tags = value.putObject("tags");
        marker.tags().forEach((dimension, values) -> values.forEach(tags.withArray(dimension)::add));
        value.put("recordedAt", marker.recordedAt().toString());
        return Json.write(value);
    }

    /**
     * Reads a record's value, whoever produced it. Unknown members are ignored, so that newer producers may say more.
     *
     * @throws InvalidMarker saying what is wrong with it
     */
    public static Marker decode(byte[] value) {
        try {
            if (!(Json.readBatch(value) instanceof ObjectNode object)) {
                throw new InvalidMarker("the value must be a JSON object");
            }
            return decode(object);
        } catch (MalformedJson e) {
            throw new InvalidMarker(e.detail());
        }
    }

    private static Marker decode(ObjectNode object) {
        var problems = new Problems();
        var reader = ObjectReader.ignoringUnknown(object, "", problems);
        var markerId = reader.requiredUuid("markerId");
        var source = reader.requiredText("source", ReportCodec.LONGEST_SOURCE);
        var externalId = reader.text("externalId", ReportCodec.LONGEST_KEY);
        var recordedAt = reader.requiredTime("recordedAt");
        if (recordedAt == null) {
            throw InvalidMarker.of(problems.all());
        }
        var said = MarkerReader.read(reader, recordedAt);
        if (!problems.isEmpty()) {
            throw InvalidMarker.of(problems.all());
        }
        return new Marker(
                Objects.requireNonNull(markerId),
                Objects.requireNonNull(source),
                externalId,
                Objects.requireNonNull(said.type()),
                said.title(),
                Objects.requireNonNull(said.startsAt()),
                said.endsAt(),
                said.tags(),
                recordedAt);
    }
}
