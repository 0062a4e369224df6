package dev.recur.ingest.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFunctionsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        // RFC 3339, to the nanosecond, with any offset
        "2026-11-01T10:00:00Z, 2026-11-01T10:00:00Z",
        "2026-11-01T10:00:00.123456789Z, 2026-11-01T10:00:00.123456789Z",
        "2026-11-01T11:00:00+01:00, 2026-11-01T10:00:00Z",
        // what resembles it
        "2026-11-01T11:00:00+0100, 2026-11-01T10:00:00Z",
        "2026-11-01 11:00:00 +0100, 2026-11-01T10:00:00Z",
        "2026-11-01 10:00:00, 2026-11-01T10:00:00Z",
        "2026-11-01 10:00:00 UTC, 2026-11-01T10:00:00Z",
        "2026/11/01 10:00:00 GMT, 2026-11-01T10:00:00Z",
        "2026-11-01T10:00, 2026-11-01T10:00:00Z",
        // seconds, milliseconds, microseconds, nanoseconds
        "1793527200, 2026-11-01T10:00:00Z",
        "1793527200.5, 2026-11-01T10:00:00.500Z",
        "1793527200123, 2026-11-01T10:00:00.123Z",
        "1793527200123456, 2026-11-01T10:00:00.123456Z",
        "1793527200123456789, 2026-11-01T10:00:00.123456789Z",
        // no time
        "0001-01-01T00:00:00Z,",
        "0,",
        "soon,",
        "2026-13-45,",
        "1e400,",
        "99999999999999999999999,",
        "'',",
    })
    void a_time_is_read_however_it_is_written(String text, String expected) {
        assertThat(MappingFunctions.time(text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'x','b':1,'c':true,'d':{},'e':null,'':'x'} | {a=x, b=1, c=true}",
                "['a:x','b=y','vip','c: d e'] | {a=x, b=y, c=d e}",
                "'a:x,b:y:z,vip, c:1' | {a=x, b=y:z, c=1}",
                "[{'name':'a','value':'x'},{'key':'b','value':'y'},{'tag':'c','value':'z'}] | {a=x, b=y, c=z}",
                "[['a','x'],['b','y'],['c']] | {a=x, b=y}",
                // the first of a name stands
                "['a:x','a:y'] | {a=x}",
                "17 | {}",
                "null | {}",
            })
    void labels_are_read_however_they_are_listed(String json, String expected) {
        var value = JavaValues.of(Json.read(json.replace('\'', '"').getBytes(UTF_8)));

        assertThat(MappingFunctions.pairs(value)).hasToString(expected);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[null,'',' ',{},[],'x','y'] | x",
                "[0] | 0",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "['$EVENT_TITLE','{{ title }}','${title}','{EVENT.NAME}','{ProblemTitle}','%name','*UNKNOWN*','x'] | x",
                // JSON in a string is no placeholder
                "'{\\'a\\':1}' | {\"a\":1}",
                "'100 % of $5' | 100 % of $5",
            })
    void the_first_that_says_something_is_said(String json, String expected) {
        var text = json.replace("\\'", "\\\"").replace('\'', '"');

        assertThat(MappingFunctions.said(JavaValues.of(Json.read(text.getBytes(UTF_8)))))
                .isEqualTo(expected);
    }
}
