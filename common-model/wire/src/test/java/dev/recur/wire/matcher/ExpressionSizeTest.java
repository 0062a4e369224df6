package dev.recur.wire.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sev[12]",
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "([0-9]{1,3}\\.){3}[0-9]{1,3}",
                "a{1000}",
                "\\p{Greek}{1000}",
                "[{}1000]{2}",
                "\\Q{1000}{1000}{1000}\\E",
                "a{,1000}{",
                "a{x}"
            })
    void what_people_write_is_small_enough(String expression) {
        assertThat(ExpressionSize.isTooLarge(expression)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{100}){100}",
                "((a{2,100}){100,}){100}",
                "(?:(?:a|b){200}c){200}",
                "((a|[b]]){100}){100}",
                "([^]]{100}){100}",
                "(\\Qabc\\E{100}){1000}",
                "(\\x{41}{100}){100}",
                "([[:alpha:]]{100}){100}",
                "a{999999999}",
                "((((((((((a{900}){900}){900}){900}){900}){900}){900}){900}){900}){900})"
            })
    void what_would_fill_the_memory_is_not(String expression) {
        assertThat(ExpressionSize.isTooLarge(expression)).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_is_let_through_compiles_to_a_program_of_that_order(long seed) {
        var random = new Random(seed);
        var parts = new String[] {
            "a",
            "b|",
            "(",
            ")",
            "(?:",
            "[",
            "]",
            "[^",
            "[a-z]",
            "{2}",
            "{3,9}",
            "{1,}",
            "{20}",
            "*",
            "+?",
            "\\d",
            "\\Q",
            "\\E",
            "\\",
            ".",
            "^",
            "\\p{L}",
            "{",
            "}",
            "\\x{41}",
            "[:alpha:]",
            "[]",
            "-",
            "\\]",
            "\\["
        };
        var compiled = 0;
        for (int i = 0; i < 20_000; i++) {
            var expression = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                expression.append(parts[random.nextInt(parts.length)]);
            }
            if (!ExpressionSize.isTooLarge(expression.toString())) {
                try {
                    var size = Pattern.compile(expression.toString()).programSize();
                    assertThat((long) size).as(expression.toString()).isLessThan(4 * ExpressionSize.MOST);
                    compiled++;
                } catch (PatternSyntaxException e) {
                    assertThat(e.getDescription()).isNotBlank();
                }
            }
        }
        assertThat(compiled).isGreaterThan(500);
    }
}
