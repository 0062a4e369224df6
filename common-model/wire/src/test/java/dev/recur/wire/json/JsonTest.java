package dev.recur.wire.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("nothing is no document", "", "the body is empty"),
                arguments("white space is no document", " \n\t ", "the body is empty"),
                arguments("half a document", "{\"a\":", "the body is not valid JSON at line 1"),
                arguments("a comma too many", "[1,]", "the body is not valid JSON"),
                arguments("a name without quotes", "{a:1}", "the body is not valid JSON"),
                arguments("a comment", "{} // done", "the body is not valid JSON"),
                arguments("no number", "NaN", "the body is not valid JSON"),
                arguments("a control character in a string", "\"a\tb\"", "the body is not valid JSON"),
                arguments("two documents", "{} {}", "there is something after the end of the JSON document"),
                arguments("a member twice", "{\"a\":1,\"a\":2}", "a member stands twice in one object"),
                arguments("a member twice, once escaped", "{\"a\":1,\"\\u0061\":2}", "a member stands twice"),
                arguments("a member twice, both null", "{\"a\":null,\"a\":null}", "a member stands twice"),
                arguments("a member twice, deep inside", "[{\"b\":{\"a\":[1],\"a\":{}}}]", "a member stands twice"),
                arguments("33 arrays in each other", nested(33), "the JSON is nested deeper than 32 levels"),
                arguments("a hundred thousand", "[".repeat(100_000), "the JSON is nested deeper than 32 levels"),
                arguments("a string one too long", string(65_537), "a string is longer than 65536 characters"),
                arguments("a name of 257 characters", "{" + string(257) + ":1}", "a name or a number is longer"),
                arguments("a number of 101 digits", "1".repeat(101), "a name or a number is longer than allowed"),
                arguments("an exponent of three digits too many", "1e401", "a number has more than 400 digits"),
                arguments("an exponent that fills the memory", "1e999999999", "a number has more than 400 digits"),
                arguments("a fraction that fills the memory", "1e-999999999", "a number has more than 400 digits"),
                arguments("an endless zero", "0e999999999", "a number has more than 400 digits"),
                arguments("an exponent at the edge of an int", "100e2147483647", "a number has more than 400 digits"),
                arguments("an exponent past any int", "[1e9999999999]", "a number has more than 400 digits"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void what_is_not_one_document_within_the_limits_is_refused(String sentence, String text, String reason) {
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> Json.read(text.getBytes(UTF_8)))
                .withMessageStartingWith(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"22ff22", "22e282", "22c0ae22", "22eda08022", "22f4908080", "feff007b007d", "80", "7b22c3227d"})
    void bytes_that_are_not_utf_8_are_refused(String hexadecimal) {
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> Json.read(HexFormat.of().parseHex(hexadecimal)))
                .withMessage("the body is not UTF-8");
    }

    @Test
    void another_encoding_is_not_guessed() {
        assertThatExceptionOfType(MalformedJson.class).isThrownBy(() -> Json.read("{\"a\":1}".getBytes(UTF_16BE)));
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                arguments("32 arrays in each other", nested(32)),
                arguments("the longest string", string(65_536)),
                arguments("the longest name", "{" + string(256) + ":1}"),
                arguments("the longest number", "1".repeat(100)),
                arguments("the largest double", "1.7976931348623157E+308"),
                arguments("null is a document", "null"),
                arguments("letters", "{\"title\":\"žluťoučký 日本\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void what_is_within_the_limits_is_written_as_it_was_read(String sentence, String text) {
        assertThat(new String(Json.write(Json.read(text.getBytes(UTF_8))), UTF_8))
                .isEqualTo(text);
    }

    @Test
    void characters_of_two_code_units_survive() {
        var read = Json.read("\"🔥\"".getBytes(UTF_8));
        assertThat(Json.read(Json.write(read)).textValue()).isEqualTo("🔥");
    }

    @Test
    void a_byte_order_mark_is_skipped() {
        assertThat(Json.read("\uFEFF{}".getBytes(UTF_8))).isEqualTo(Json.object());
    }

    @Test
    void a_batch_may_be_one_level_deeper() {
        assertThat(Json.readBatch(nested(33).getBytes(UTF_8))).isNotNull();
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> Json.readBatch(nested(34).getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_the_bytes_are_only_malformed_json_is_thrown(long seed) {
        var random = new Random(seed);
        var document = "{\"a\":[1.5e3,\"\\u00e9\u00e9\",null,{\"b\":-0,\"c\":true}]}".getBytes(UTF_8);
        var refused = 0;
        for (int i = 0; i < 2_000; i++) {
            var bytes = document.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                Json.canonical(Json.read(bytes));
            } catch (MalformedJson e) {
                assertThat(e.detail()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 1_999);
    }

    static Stream<Arguments> alike() {
        return Stream.of(
                arguments(
                        "members in another order",
                        "{\"b\":1,\"a\":{\"d\":1,\"c\":2}}",
                        "{\"a\":{\"c\":2,\"d\":1},\"b\":1}"),
                arguments("white space", "[ 1 , 2 ]", "[1,2]"),
                arguments("trailing zeros", "[1.50,2.0]", "[1.5,2]"),
                arguments("exponents", "[100,1e2,0.1e3]", "[1e+2,10E1,100.0]"),
                arguments("zero in every spelling", "[0,0.0,-0,0e5]", "[0,0,0,0]"),
                arguments("escapes", "\"\\u0061\\/\"", "\"a/\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alike")
    void the_same_content_has_one_canonical_form(String sentence, String one, String other) {
        assertThat(canonical(one)).isEqualTo(canonical(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "[\"1\",2]", "[2,1]", "[1,2,null]", "{\"a\":null}", "{}", "[]", "null", "\"\""})
    void other_content_has_another_canonical_form(String text) {
        var others = Stream.of("[1,2]", "[\"1\",2]", "[2,1]", "[1,2,null]", "{\"a\":null}", "{}", "[]", "null", "\"\"")
                .filter(other -> !other.equals(text));
        assertThat(others.map(JsonTest::canonical)).doesNotContain(canonical(text));
    }

    private static String canonical(String text) {
        return new String(Json.canonical(Json.read(text.getBytes(UTF_8))), UTF_8);
    }

    @Test
    void of_an_array_that_is_too_long_only_one_item_more_is_read() {
        assertThat(Json.readItems("[{},5,null,[[1]]]".getBytes(UTF_8), 4)).hasToString("[{}, 5, null, [[1]]]");
        assertThat(Json.readItems("[1,2,3,4,this is never read".getBytes(UTF_8), 2))
                .hasToString("[1, 2, 3]");
        assertThat(Json.readItems(" [ ] ".getBytes(UTF_8), 2)).isEmpty();
    }

    @Test
    void what_is_not_one_array_within_the_limits_is_refused() {
        for (var text : List.of("", "{}", "[1", "[1,]", "[] []", "[{\"a\":1,\"a\":2}]", "[1e999999999]")) {
            assertThatExceptionOfType(MalformedJson.class)
                    .as(text)
                    .isThrownBy(() -> Json.readItems(text.getBytes(UTF_8), 10));
        }
    }

    @Test
    void a_report_may_nest_as_deep_in_a_batch_and_in_an_envelope_as_alone() {
        assertThat(Json.readItems(nested(33).getBytes(UTF_8), 1)).hasSize(1);
        assertThat(Json.readEnvelopes(nested(34).getBytes(UTF_8), 1)).hasSize(1);
        assertThatExceptionOfType(MalformedJson.class)
                .isThrownBy(() -> Json.readItems(nested(34).getBytes(UTF_8), 1))
                .withMessageStartingWith("the JSON is nested deeper than 32 levels");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String string(int length) {
        return '"' + "x".repeat(length) + '"';
    }

    /** Whatever Jackson itself writes: records that were written by it are read and compared by their bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "[true,false,null,0,-1,2147483648,123456789012345678901234567890]",
                "[1.50,0.000000001,1E+2,1e-7,-0.0,1234567890.12345678901234567890]",
                "{\"b\":{\"z\":[],\"a\":{}},\"a\":[[1],{\"x\":null}]}",
                "\"é 🔥 \\u0001 \\n \\t \\\" \\\\ / \\u2028 \\u007f\"",
            })
    void a_document_is_written_as_a_mapper_writes_it(String text) throws JsonProcessingException {
        var document = Json.read(text.getBytes(UTF_8));

        assertThat(Json.write(document))
                .asString(UTF_8)
                .isEqualTo(new String(new ObjectMapper().writeValueAsBytes(document), UTF_8));
    }

    @Test
    void numbers_that_no_document_was_read_with_are_written_too() {
        var document = Json.object()
                .put("float", 0.1f)
                .put("double", 1e300)
                .put("short", (short) 1)
                .put("bytes", new byte[] {1});

        assertThat(Json.write(document))
                .asString(UTF_8)
                .isEqualTo("{\"float\":0.1,\"double\":1.0E300,\"short\":1,\"bytes\":\"AQ==\"}");
    }
}
