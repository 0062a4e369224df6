package dev.recur.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingNamesTest {

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "recur.security.mode, a setting of each service",
        "recur.security.keys[0].name, one of a list",
        "recur.analysis-url, one with no others below it",
        "recur.near-miss.anonymous, one of another service",
        "recur.near.miss.anonymous, the same from the environment",
        "recur.rate.limit.per.key.burst, another from the environment",
        "quarkus.http.hots, not ours: Quarkus warns of it",
        "recurring.something, not ours either"
    })
    void what_may_be_set_stops_no_start(String name, String why) {
        assertThat(SettingNames.problems(List.of(name))).as(why).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "recur.securty.mode, a letter is missing",
        "recur.analysis.url-of, more than a known name",
        "recur.near-misses.anonymous, a letter too many",
        "recur.anything, no such setting"
    })
    void what_nobody_would_read_is_named(String name, String why) {
        assertThat(SettingNames.problems(List.of("recur.security.mode", name)))
                .as(why)
                .containsExactly(name + " is no setting of Recur: look for a slip, CONFIGURATION.md has all names");
    }

    @Test
    void all_of_them_are_named_at_once() {
        assertThat(SettingNames.problems(List.of("recur.c", "recur.a", "recur.kafka.partitions", "recur.b")))
                .hasSize(3)
                .isSorted();
    }
}
