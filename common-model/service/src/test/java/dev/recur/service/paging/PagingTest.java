package dev.recur.service.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recur.service.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    @ParameterizedTest
    @CsvSource({", 50", "1, 1", "50, 50", "500, 500", "+7, 7"})
    void a_limit_is_from_1_to_500(String text, int limit) {
        assertThat(Limit.parse(text)).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "501", "ten", "1.5", "99999999999", " 5"})
    void another_limit_is_refused(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Limit.parse(text))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400))
                .withMessage("limit: must be from 1 to 500, was " + text);
    }

    @Test
    void a_page_is_followed_by_another_while_there_is_one_item_more() {
        var page = Page.of(List.of("a", "b", "c"), 2, Cursor::of);
        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), Cursor.of("b").text()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 500})
    void the_last_page_is_followed_by_none(int limit) {
        assertThat(Page.of(List.of("a", "b"), limit, Cursor::of)).isEqualTo(new Page<>(List.of("a", "b"), null));
        assertThat(Page.of(List.<String>of(), limit, Cursor::of)).isEqualTo(new Page<>(List.of(), null));
    }

    @Test
    void other_items_keep_the_place() {
        assertThat(new Page<>(List.of("a"), "x").map(String::length)).isEqualTo(new Page<>(List.of(1), "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", " \"7\" ", "\"6\", \"7\"", "*", "\"6\",*"})
    void an_edit_of_the_version_that_was_read_is_taken(String ifMatch) {
        assertThatCode(() -> Answers.checkVersion(ifMatch, 7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "\"77\"", "W/\"7\"", "\"\"", "\"6\", \"8\""})
    void an_edit_of_another_version_is_refused(String ifMatch) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Answers.checkVersion(ifMatch, 7))
                .satisfies(e -> assertThat(e.status()).isEqualTo(412));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void an_edit_of_no_version_is_refused(String ifMatch) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Answers.checkVersion(ifMatch, 7))
                .satisfies(e -> assertThat(e.status()).isEqualTo(428));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Answers.checkVersion(null, 7));
    }
}
