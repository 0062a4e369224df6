package dev.recur.service.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recur.service.problem.ProblemException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Instant TIME = Instant.parse("2026-11-22T03:00:00.000001Z");
    private static final UUID ID = UUID.fromString("0190a4e8-0000-7000-8000-000000000001");

    @Test
    void a_cursor_comes_back_as_it_was_given() {
        var given = Cursor.of(TIME, ID, "žluť/\"+ 🔥");
        var back = Cursor.parse(given.text(), 3);
        assertThat(back).isEqualTo(given);
        assertThat(back.time(0)).isEqualTo(TIME);
        assertThat(back.uuid(1)).isEqualTo(ID);
        assertThat(given.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void no_cursor_is_the_start() {
        assertThat(Cursor.parse(null, 2)).isNull();
        assertThat(Cursor.parse("", 2)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[\"a\"]",
                "[\"a\",\"b\",\"c\"]",
                "[\"a\",1]",
                "[\"a\",null]",
                "[\"a\",[\"b\"]]",
                "[\"a\",\"b\\u0000\"]",
                "[\"a\",\"\\ud800\"]",
                "{\"a\":1,\"b\":2}",
                "null",
                "",
                "[\"a\",\"b\""
            })
    void a_cursor_that_we_never_gave_is_refused(String json) {
        assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8))
                + (json.isEmpty() ? "=" : ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "a b", "W10=W10", "ž"})
    void what_is_no_cursor_at_all_is_refused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-22", "+999999999-01-01T00:00:00Z", "1"})
    void a_part_that_is_not_what_it_should_be_is_refused(String part) {
        var cursor = Cursor.of(part);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> cursor.time(0));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> cursor.uuid(0));
    }

    private static void assertRefused(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Cursor.parse(text, 2))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400))
                .withMessage("cursor: is none that this list gave; leave it out to start anew");
    }
}
