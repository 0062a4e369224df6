package dev.recur.wire.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "component",
                "region",
                "a",
                "k8s_cluster",
                "user_journey",
                "abcdefghij_abcdefghij_abcdefghij_1234567"
            })
    void systems_are_dimensions(String name) {
        assertThat(Dimension.problem(name)).isEmpty();
        assertThat(Dimension.groupingProblem(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', must match",
        "Component, must match",
        "1st, must match",
        "_a, must match",
        "a-b, must match",
        "'component ', must match",
        "'a\n', must match",
        "compônent, must match",
        "abcdefghij_abcdefghij_abcdefghij_12345678, must match",
        "kind, reserved",
        "severity, reserved",
        "source, reserved",
        "status, reserved",
        "rule, reserved",
        "priority, reserved",
        "assignee, names a person",
        "author, names a person",
        "reporter, names a person",
        "responder, names a person",
        "user, names a person",
        "users, names a person",
        "person, names a person",
        "engineer, names a person",
        "engineers, names a person",
        "email, names a person"
    })
    void reserved_malformed_and_personal_names_are_refused(String name, String reason) {
        assertThat(Dimension.problem(name))
                .hasValueSatisfying(text -> assertThat(text).contains(reason));
        assertThat(Dimension.groupingProblem(name)).isEqualTo(Dimension.problem(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hour_band", "weekday", "after", "resolution"})
    void computed_dimensions_can_be_grouped_by_but_not_typed(String name) {
        assertThat(Dimension.problem(name)).contains("is computed by Recur and cannot be set");
        assertThat(Dimension.groupingProblem(name)).isEmpty();
    }
}
