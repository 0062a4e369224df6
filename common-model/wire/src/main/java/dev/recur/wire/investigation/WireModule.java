package dev.recur.wire.investigation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import java.io.IOException;
import java.time.Instant;

/** Times as RFC 3339 in UTC, enums by their wire names. */
final class WireModule {

    private WireModule() {}

    static SimpleModule create() {
        var module = new SimpleModule("recur-wire");
        module.addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(time.toString());
            }
        });
        module.addDeserializer(Instant.class, new JsonDeserializer<>() {
            @Override
            public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return ObjectReader.time(json.getValueAsString(""), "", new Problems())
                        .orElseThrow(() -> JsonMappingException.from(json, "a time must be an RFC 3339 time"));
            }
        });
        named(module, Status.class);
        named(module, Priority.class);
        named(module, Kind.class);
        named(module, Severity.class);
        return module;
    }

    private static <E extends Enum<E> & WireName> void named(SimpleModule module, Class<E> type) {
        module.addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public E deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return WireName.find(type, json.getValueAsString(""))
                        .orElseThrow(() -> JsonMappingException.from(json, "must be one of " + WireName.allowed(type)));
            }
        });
    }
}
