package dev.recur.wire.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatchersParserTest {

    static Stream<Arguments> understood() {
        return Stream.of(
                arguments("nothing selects everything", "", ""),
                arguments("so does white space", " \n ", ""),
                arguments("so do empty braces", "{}", ""),
                arguments("and braces around space", " { } ", ""),
                arguments(
                        "the form of the contract",
                        "component=\"payments\", severity=~\"sev[12]\", team!=\"\"",
                        "component=\"payments\", severity=~\"sev[12]\", team!=\"\""),
                arguments("in braces", "{a=\"b\",c!~\"d\"}", "a=\"b\", c!~\"d\""),
                arguments("without quotes", "a=b", "a=\"b\""),
                arguments("without quotes and with space around", " a = b , c != d ", "a=\"b\", c!=\"d\""),
                arguments("a value of two words without quotes", "a=b c", "a=\"b c\""),
                arguments("an expression without quotes", "severity=~sev[12]|unknown", "severity=~\"sev[12]|unknown\""),
                arguments("no value is the empty one", "a=", "a=\"\""),
                arguments("also before a comma", "a=,b=c", "a=\"\", b=\"c\""),
                arguments("a comma at the end", "a=\"b\",", "a=\"b\""),
                arguments("a comma at the end, in braces", "{a=\"b\", }", "a=\"b\""),
                arguments("a name in quotes", "\"a\"=\"b\"", "a=\"b\""),
                arguments("a name that needs its quotes", "\"a b\"=c", "\"a b\"=\"c\""),
                arguments("commas and braces in quotes", "a=\"{b,c}\"", "a=\"{b,c}\""),
                arguments("a quote escaped", "a=\"b\\\"c\"", "a=\"b\\\"c\""),
                arguments("a backslash escaped", "a=\"b\\\\c\"", "a=\"b\\\\c\""),
                arguments("a line end escaped", "a=\"b\\nc\"", "a=\"b\\nc\""),
                arguments("another escape keeps its backslash", "a=~\"\\d+\"", "a=~\"\\\\d+\""),
                arguments("space in quotes stays", "a=\" b \"", "a=\" b \""),
                arguments("the same name twice", "a!=b,a!=c", "a!=\"b\", a!=\"c\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("understood")
    void alertmanagers_syntax_is_understood(String sentence, String text, String meaning) {
        var matchers = Matchers.parse(text);
        assertThat(matchers).hasToString(meaning);
        assertThat(Matchers.parse(matchers.toString())).isEqualTo(matchers);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("a name alone", "component", "expected one of = != =~ !~ at character 10"),
                arguments("no name", "=\"b\"", "expected the name of a dimension at character 1"),
                arguments("a comma alone", ",", "expected the name of a dimension at character 1"),
                arguments("two commas", "a=b,,c=d", "expected the name of a dimension at character 5"),
                arguments("a comma alone in braces", "{,}", "expected the name of a dimension at character 2"),
                arguments("an operator that there is none of", "a>1", "expected one of = != =~ !~ at character 2"),
                arguments("half an operator", "a!b", "expected one of = != =~ !~ at character 3"),
                arguments(
                        "programmers' equality",
                        "a==\"b\"",
                        "a value that starts with = must stand in double quotes at character 3"),
                arguments(
                        "single quotes",
                        "a='b'",
                        "a value that starts with ' must stand in double quotes at character 3"),
                arguments("no comma", "a=\"b\" c=\"d\"", "expected a comma at character 7"),
                arguments("a quote within", "a=b\"c\"", "expected a comma at character 4"),
                arguments("a quote left open", "a=\"b", "the quote is not closed that opens at character 3"),
                arguments(
                        "a quote left open by an escape",
                        "a=\"b\\\"",
                        "the quote is not closed that opens at character 3"),
                arguments(
                        "a backslash at the very end", "a=\"b\\", "the quote is not closed that opens at character 3"),
                arguments("a brace left open", "{a=\"b\"", "expected } at character 7"),
                arguments("a brace left open at once", "{", "expected } at character 2"),
                arguments("a brace too many", "a=\"b\"}", "expected a comma at character 6"),
                arguments("something after the braces", "{a=\"b\"} or", "unexpected o at character 9"),
                arguments("or", "a=\"b\" or c=\"d\"", "expected a comma at character 7"),
                arguments(
                        "no regular expression",
                        "a=~\"(\"",
                        "no valid regular expression (missing closing )) at character 4"),
                arguments("RE2 has no look-ahead", "a=~\"(?=b)\"", "no valid regular expression"),
                arguments("RE2 has no back reference", "a=~\"(b)\\\\1\"", "no valid regular expression"),
                arguments("an expression that escapes from its anchors", "a=~\"b)|(c\"", "no valid regular expression"),
                arguments(
                        "an expression that fills the memory",
                        "a=~\"((((a{100}){100}){100}){100})\"",
                        "no valid regular expression (it repeats too much)"),
                arguments("five thousand characters", "a=" + "b".repeat(5000), "longer than 4096 characters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void what_it_is_not_is_refused_with_the_place(String sentence, String text, String message) {
        assertThatExceptionOfType(MalformedMatchers.class)
                .isThrownBy(() -> Matchers.parse(text))
                .withMessageStartingWith(message);
    }
}
