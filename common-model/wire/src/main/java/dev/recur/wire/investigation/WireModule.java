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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as RFC 3339 in UTC, enums by their wire names. */
final class WireModule {

    private WireModule() {}

    static SimpleModule create() {
        var module = new SimpleModule("recur-wire");
        module.addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(time.truncatedTo(ChronoUnit.MICROS).toString());
            }
        });
        module.addDeserializer(Instant.class, new JsonDeserializer<>() {
            @Override
            public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
                return ObjectReader.time(json.getValueAsString(""), "", new Problems())
                        .orElseThrow(() -> JsonMappingException.from(json, "must be an RFC 3339 time with an offset"));
            }
        });
        module.addSerializer(BigDecimal.class, new JsonSerializer<>() {
            @Override
            public void serialize(BigDecimal number, JsonGenerator json, SerializerProvider provider)
                    throws IOException {
                json.writeNumber(plain(number));
            }
        });
        named(module, Status.class);
        named(module, Priority.class);
        named(module, Kind.class);
        named(module, Severity.class);
        return module;
    }

    /** People read 10 where {@link BigDecimal} may write 1E+1; numbers of endless length stay as they are. */
    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 && number.scale() > -100 ? number.setScale(0) : number;
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
