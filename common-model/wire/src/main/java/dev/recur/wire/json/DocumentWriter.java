package dev.recur.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Writes a document node by node: by way of a mapper, which looks for a serializer each time, it takes twice as long. */
enum DocumentWriter {

    /** Members in their order, numbers as they were read. */
    AS_IT_IS {
        @Override
        void object(ObjectNode object, JsonGenerator generator) throws IOException {
            for (var member : object.properties()) {
                generator.writeFieldName(member.getKey());
                node(member.getValue(), generator);
            }
        }

        @Override
        void number(JsonNode number, JsonGenerator generator) throws IOException {
            switch (number.numberType()) {
                case INT -> generator.writeNumber(number.intValue());
                case LONG -> generator.writeNumber(number.longValue());
                case BIG_INTEGER -> generator.writeNumber(number.bigIntegerValue());
                case BIG_DECIMAL -> generator.writeNumber(number.decimalValue());
                case FLOAT -> generator.writeNumber(number.floatValue());
                case DOUBLE -> generator.writeNumber(number.doubleValue());
            }
        }
    },

    /** Members sorted by name, numbers without trailing zeros. */
    CANONICAL {
        @Override
        void object(ObjectNode object, JsonGenerator generator) throws IOException {
            var names = new String[object.size()];
            var unsorted = object.fieldNames();
            for (int i = 0; i < names.length; i++) {
                names[i] = unsorted.next();
            }
            Arrays.sort(names);
            for (var name : names) {
                generator.writeFieldName(name);
                node(object.get(name), generator);
            }
        }

        @Override
        void number(JsonNode number, JsonGenerator generator) throws IOException {
            generator.writeNumber(number.decimalValue().stripTrailingZeros());
        }
    };

    private static final JsonFactory FACTORY = new JsonFactory();

    /** For what a document that was read never has. */
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final int USUAL_SIZE = 1024;

    abstract void object(ObjectNode object, JsonGenerator generator) throws IOException;

    abstract void number(JsonNode number, JsonGenerator generator) throws IOException;

    byte[] write(JsonNode document) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (var generator = FACTORY.createGenerator(bytes)) {
            node(document, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void node(JsonNode node, JsonGenerator generator) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                object((ObjectNode) node, generator);
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (var item : (ArrayNode) node) {
                    node(item, generator);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(node.textValue());
            case NUMBER -> number(node, generator);
            case BOOLEAN -> generator.writeBoolean(node.booleanValue());
            case NULL, MISSING -> generator.writeNull();
            case BINARY, POJO -> MAPPER.writeValue(generator, node);
        }
    }
}
