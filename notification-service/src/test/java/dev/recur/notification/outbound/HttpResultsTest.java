package dev.recur.notification.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Result;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpResultsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private static Result result(int status, @Nullable String retryAfter) {
        return HttpResults.of(new Outcome.Answered(new Answer(status, ""), retryAfter), NOW);
    }

    @ParameterizedTest
    @CsvSource({"200", "201", "202", "204", "299"})
    void everything_from_200_to_299_is_delivered(int status) {
        assertThat(result(status, null)).isInstanceOf(Result.Delivered.class);
    }

    @ParameterizedTest(name = "{0}: try again, {1}")
    @CsvSource({
        "300, REDIRECT",
        "301, REDIRECT",
        "302, REDIRECT",
        "304, REDIRECT",
        "307, REDIRECT",
        "308, REDIRECT",
        "400, CLIENT_ERROR",
        "401, CLIENT_ERROR",
        "403, CLIENT_ERROR",
        "404, CLIENT_ERROR",
        "408, CLIENT_ERROR",
        "413, CLIENT_ERROR",
        "422, CLIENT_ERROR",
        "429, RATE_LIMITED",
        "500, SERVER_ERROR",
        "501, SERVER_ERROR",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "599, SERVER_ERROR",
        "101, SERVER_ERROR",
    })
    void other_answers_are_tried_again(int status, FailureReason reason) {
        assertThat(result(status, null)).isInstanceOfSatisfying(Result.TryAgain.class, again -> {
            assertThat(again.reason()).isEqualTo(reason);
            assertThat(again.retryAfter()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"410"})
    void gone_is_given_up(int status) {
        assertThat(result(status, "60"))
                .isInstanceOfSatisfying(
                        Result.GiveUp.class,
                        gaveUp -> assertThat(gaveUp.reason()).isEqualTo(FailureReason.GONE));
    }

    @ParameterizedTest(name = "{0} with Retry-After {1}: {2}")
    @CsvSource({
        "429, 60, PT1M",
        "502, 60, PT1M",
        "503, 60, PT1M",
        "504, 60, PT1M",
        "503, '  7 ', PT7S",
        "503, 'Sun, 22 Nov 2026 03:02:00 GMT', PT2M",
        "503, 'Sun, 22 Nov 2026 02:00:00 GMT', ",
        "503, -5, ",
        "503, soon, ",
        "503, 99999999999999999999, ",
        "500, 60, ",
        "404, 60, ",
    })
    void retry_after_counts_where_the_contract_says(int status, String header, @Nullable Duration expected) {
        assertThat(result(status, header))
                .isInstanceOfSatisfying(
                        Result.TryAgain.class,
                        again -> assertThat(again.retryAfter()).isEqualTo(expected));
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void without_an_answer_it_is_tried_again(FailureReason reason) {
        assertThat(HttpResults.of(new Outcome.Failed(reason), NOW)).isEqualTo(Result.TryAgain.because(reason));
    }
}
