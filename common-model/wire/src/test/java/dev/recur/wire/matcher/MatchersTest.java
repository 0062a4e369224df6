package dev.recur.wire.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchersTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "team=\"\";                 ; true ; no values are the one value \"\"",
                "team!=\"\";                ; false; and that is not another one",
                "team=\"payments\";         ; false; none is not payments",
                "team!=\"payments\";        ; true ; so it differs from payments",
                "team=~\".*\";              ; true ; any text matches none",
                "team=~\".+\";              ; false; some text does not",
                "team!~\".+\";              ; true ; and its negation does",
                "team=\"a\";             a,b; true ; equal if any value is",
                "team=\"c\";             a,b; false; not equal if none is",
                "team!=\"a\";            a,b; false; different only if none is equal",
                "team!=\"c\";            a,b; true ; and so it is",
                "team=~\"a|c\";          a,b; true ; matches if any value does",
                "team!~\"a|c\";          a,b; false; a negative one only if none does",
                "team!~\"c|d\";          a,b; true ; and so it is",
                "team=\"\";              a,b; false; values there are none empty of",
                "team!=\"\";             a,b; true ; has a team",
                "team=~\"pay\";     payments; false; anchored at the end",
                "team=~\"ments\";   payments; false; anchored at the start",
                "team=~\"pay.*\";   payments; true ; all of it matches",
                "team=~\"a|ab\";          ab; true ; the longer alternative when the shorter does not reach the end",
                "team=~\"\";                ; true ; the empty expression matches none",
                "team=~\"\";               a; false; and nothing else",
                "team=~\"A\";              a; false; upper case is another letter",
                "team=~\"(?i)A\";          a; true ; unless said so",
                "team=a,team!=b;           a; true ; all matchers hold",
                "team=a,team!=b;         a,b; false; or else it does not match"
            })
    void matchers_mean_what_they_mean_in_alertmanager(String where, String values, boolean matches, String sentence) {
        var teams = values == null ? List.<String>of() : List.of(values.split(","));
        assertThat(Matchers.parse(where).matches(Map.of("team", teams)::get)).isEqualTo(matches);
    }

    @Test
    void literals_of_dimensions_are_changed_and_expressions_and_other_names_are_not() {
        var where = Matchers.parse("a=\"Pay Ments\",b!=\"X\",c=~\"Y\",source=\"My Tool\"");
        assertThat(where.mapLiterals(value -> value.toLowerCase(java.util.Locale.ROOT)))
                .hasToString("a=\"pay ments\", b!=\"x\", c=~\"Y\", source=\"My Tool\"");
        assertThat(where.names()).containsExactly("a", "b", "c", "source");
    }

    @Test
    void no_matchers_match_everything() {
        assertThat(Matchers.NONE.matches(name -> List.of())).isTrue();
        assertThat(Matchers.parse("")).isEqualTo(Matchers.NONE);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_random_where_agrees_with_a_recount_by_hand(long seed) {
        var random = new Random(seed);
        var matching = 0;
        for (int i = 0; i < 5_000; i++) {
            var values = Map.of("a", someValues(random), "b", someValues(random));
            var text = new ArrayList<String>();
            var expected = true;
            for (int j = random.nextInt(3); j >= 0; j--) {
                var name = random.nextBoolean() ? "a" : "b";
                var sign = List.of("=", "!=", "=~", "!~").get(random.nextInt(4));
                var value = List.of("", "x", "y", "xy", "x|y", "x.*", ".+").get(random.nextInt(7));
                text.add(name + sign + '"' + value + '"');
                expected &= holds(values.get(name), sign, value);
            }
            assertThat(Matchers.parse(String.join(",", text)).matches(values::get))
                    .as(text + " of " + values)
                    .isEqualTo(expected);
            matching += expected ? 1 : 0;
        }
        assertThat(matching).isBetween(500, 4_500);
    }

    private static List<String> someValues(Random random) {
        var values = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(List.of("x", "y", "xy", "z", "x|y").get(random.nextInt(5)));
        }
        return values;
    }

    /** The definition, word for word, with the regular expressions of the JDK. */
    private static boolean holds(List<String> values, String sign, String wanted) {
        var any = false;
        for (var value : values.isEmpty() ? List.of("") : values) {
            any |= sign.endsWith("~") ? Pattern.matches(wanted, value) : value.equals(wanted);
        }
        return sign.startsWith("!") != any;
    }
}
