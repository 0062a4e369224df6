package dev.recur.ingest.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.wire.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                // one item is as good as an array of one, and nothing as good as an empty one
                "{'title': body.t} | {'t':'x'} | [{'title':'x'}]",
                "[{'title': body.t}] | {'t':'x'} | [{'title':'x'}]",
                "body.missing | {'t':'x'} | []",
                // null is as good as absent
                "{'title': body.t, 'kind': body.u} | {'t':null,'u':'v'} | [{'kind':'v'}]",
                // integers that a number in JSONata would not keep are text
                "{'id': $string(body.id)} | {'id':5615590933959184469} | [{'id':'5615590933959184469'}]",
                "{'id': body.id} | {'id':12345678901234567890123} | [{'id':'12345678901234567890123'}]",
                "{'id': body.id + 1} | {'id':41} | [{'id':42}]",
                "{'x': body.x} | {'x':0.1} | [{'x':0.1}]",
                // headers, by name in lower case
                "{'agent': headers.`user-agent`} | {} | [{'agent':'test'}]",
                // what is no JSON is left out
                "{'f': function($x){$x}} | {} | [{'f':null}]",
            })
    void an_expression_maps_a_body(String expression, String body, String expected) {
        assertThat(map(expression, body)).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void a_digest_is_the_same_for_the_same_content() {
        assertThat(map("$digest(body)", "{'a':1,'b':2}"))
                .isEqualTo(map("$digest(body)", "{'b':2,'a':1}"))
                .isNotEqualTo(map("$digest(body)", "{'b':2,'a':2}"))
                .matches("\\[\"[0-9a-f]{32}\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$error('no')", "body.a + 'text'"})
    void an_expression_that_fails_cannot_map(String expression) {
        assertThatThrownBy(() -> map(expression, "{'a':1}")).isInstanceOf(Mapping.CannotMap.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($x){$f($x)}; $f(1))",
                "$map([1..100000], function($i){$map([1..100000], function($j){$i * $j})})",
            })
    void an_expression_that_never_ends_runs_out_of_time(String expression) {
        assertThatThrownBy(() -> map(expression, "{'a':1}")).isInstanceOf(Mapping.NoTimeToMap.class);
    }

    @Test
    void recursion_without_end_meets_the_end_of_the_stack_or_of_the_time() {
        assertThatThrownBy(() -> map("($f := function($x){1 + $f($x)}; $f(1))", "{'a':1}"))
                .isInstanceOfAny(Mapping.CannotMap.class, Mapping.NoTimeToMap.class);
    }

    @Test
    void a_broken_expression_says_in_which_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mapping("mine", "{\n  'a': 1,\n  'b': ]\n}"))
                .withMessageStartingWith("mine: ")
                .withMessageEndingWith(" in line 3");
    }

    @Test
    void two_mappings_on_many_threads_do_not_see_each_other() {
        var all = Stream.iterate(0, i -> i + 1)
                .limit(200)
                .map(i -> CompletableFuture.runAsync(() -> {
                    assertThat(map("($v := body.a; {'a': $v})", "{'a':" + i + "}"))
                            .isEqualTo("[{\"a\":" + i + "}]");
                    assertThat(map("{'a': $v}", "{'a':" + i + "}")).isEqualTo("[{}]");
                }))
                .toArray(CompletableFuture<?>[]::new);

        CompletableFuture.allOf(all).join();
    }

    private static String map(String expression, String body) {
        var json = Json.read(body.replace('\'', '"').getBytes(UTF_8));
        return new Mapping("test", expression)
                .map(new Payload(json, Map.of("user-agent", "test"), Instant.parse("2026-11-22T12:00:00Z")))
                .toString();
    }
}
