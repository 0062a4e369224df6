package dev.recur.wire.investigation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import java.util.stream.Collectors;

/** The value of a record on the topic of investigation events: the investigation, with what happened to it beside. */
public final class InvestigationEventCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(WireModule.create())
            .build();

    private InvestigationEventCodec() {}

    /** A record's value is no investigation event. */
    public static final class InvalidEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidEvent(String message) {
            super(message);
        }
    }

    /** The investigation as JSON, for an answer, an event or a webhook. */
    public static ObjectNode toJson(Investigation investigation) {
        return MAPPER.valueToTree(investigation);
    }

    public static byte[] encode(InvestigationEvent event) {
        var value = Json.object();
        value.put("event", event.event().wireName());
        value.put("change", event.change());
        value.put("sequence", event.sequence());
        value.setAll(toJson(event.investigation()));
        return Json.write(value);
    }

    /**
     * Reads a record's value. Unknown members are ignored, so that newer producers may say more.
     *
     * @throws InvalidEvent saying what is wrong with it
     */
    public static InvestigationEvent decode(byte[] value) {
        try {
            if (!(Json.readBatch(value) instanceof ObjectNode object)) {
                throw new InvalidEvent("the value must be a JSON object");
            }
            return decode(object);
        } catch (MalformedJson e) {
            throw new InvalidEvent(e.detail());
        }
    }

    private static InvestigationEvent decode(ObjectNode object) {
        RequiredMembers.firstMissing(object).ifPresent(pointer -> {
            throw new InvalidEvent(pointer + " is required");
        });
        var name = WireName.find(EventName.class, object.path("event").asText())
                .orElseThrow(() -> new InvalidEvent("/event must be one of " + WireName.allowed(EventName.class)));
        var sequence = object.path("sequence");
        if (!sequence.isIntegralNumber() || !sequence.canConvertToLong() || sequence.longValue() < 1) {
            throw new InvalidEvent("/sequence must be a whole number from 1");
        }
        var change = object.path("change");
        if (!change.isTextual() && !change.isNull() && !change.isMissingNode()) {
            throw new InvalidEvent("/change must be a string");
        }
        try {
            var investigation = MAPPER.treeToValue(object, Investigation.class);
            return new InvestigationEvent(name, change.textValue(), sequence.longValue(), investigation);
        } catch (JsonProcessingException e) {
            throw new InvalidEvent(pointer(e) + " " + reason(e));
        }
    }

    private static String pointer(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "";
        }
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? Problems.pointer("", step.getIndex())
                        : Problems.pointer("", step.getFieldName()))
                .collect(Collectors.joining());
    }

    /** Our own messages say what to fix; those of Jackson speak of our classes. */
    private static String reason(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        return message != null && message.startsWith("must ") ? message : "is not of the right type";
    }
}
