package dev.recur.wire.investigation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.WireName;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The value of a record on the topic of investigation events: the investigation, with what happened to it beside. */
public final class InvestigationEventCodec {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
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
            var node = MAPPER.readTree(value);
            if (!(node instanceof ObjectNode object)) {
                throw new InvalidEvent("the value must be a JSON object");
            }
            var name = WireName.find(EventName.class, object.path("event").asText())
                    .orElseThrow(() -> new InvalidEvent("/event must be one of " + WireName.allowed(EventName.class)));
            if (!object.path("sequence").isIntegralNumber()) {
                throw new InvalidEvent("/sequence must be an integer");
            }
            var investigation = MAPPER.treeToValue(object, Investigation.class);
            return new InvestigationEvent(
                    name, change(object.get("change")), object.path("sequence").longValue(), checked(investigation));
        } catch (JsonProcessingException e) {
            throw new InvalidEvent(e.getOriginalMessage());
        } catch (IOException e) {
            throw new InvalidEvent("the value is not UTF-8 encoded JSON");
        }
    }

    private static @Nullable String change(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    /** Jackson leaves absent components of a record null, whatever their type says. */
    @SuppressWarnings("ConstantValue")
    private static Investigation checked(Investigation investigation) {
        Object[] required = {
            investigation.investigationId(),
            investigation.status(),
            investigation.headline(),
            investigation.priority(),
            investigation.rule(),
            investigation.group(),
            investigation.window(),
            investigation.crossedAt(),
            investigation.openedAt(),
            investigation.evidence()
        };
        for (var part : required) {
            if (part == null) {
                throw new InvalidEvent("investigationId, status, headline, priority, rule, group, window, crossedAt,"
                        + " openedAt and evidence are required");
            }
        }
        return investigation;
    }
}
