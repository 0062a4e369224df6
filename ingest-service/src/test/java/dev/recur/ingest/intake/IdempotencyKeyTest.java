package dev.recur.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "8e03978e-40d5 | 8e03978e-40d5",
                "\"8e03978e-40d5\" | 8e03978e-40d5",
                "\"two words\" | two words",
                "\"a \\\"quoted\\\" word and \\\\\" | a \"quoted\" word and \\",
                "  \"abc\"  | abc",
            })
    void a_header_means_a_key_with_and_without_quotes(String header, String key) {
        assertThat(IdempotencyKey.parse(header)).contains(key);
    }

    @Test
    void no_header_is_no_key() {
        assertThat(IdempotencyKey.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "two words", "\"open", "a\"b", "schlüssel", "\"\\x\""})
    void other_headers_are_refused(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> IdempotencyKey.parse(header));
    }

    @Test
    void a_key_has_at_most_255_characters() {
        assertThat(IdempotencyKey.parse("k".repeat(255))).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> IdempotencyKey.parse("k".repeat(256)));
    }
}
