package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.system.kit.Recur;
import dev.recur.system.kit.ReportsTopic;
import dev.recur.system.kit.SharedRecur;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is told what to fix, and nothing of it reaches Kafka. */
@ExtendWith(SharedRecur.class)
class BadInputTest {

    private final Recur recur;

    BadInputTest(Recur recur) {
        this.recur = recur;
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of("broken JSON", "{\"title\": \"Checkout", 400, "not valid JSON"),
                Arguments.of("a report without a title", "{\"severity\":\"sev2\"}", 400, "/title"),
                Arguments.of("a body of 2 MB", "{\"title\":\"" + "x".repeat(2_000_000) + "\"}", 413, "large"),
                Arguments.of(
                        "an unknown member",
                        "{\"title\":\"x\",\"severty\":\"sev2\"}",
                        400,
                        "did you mean \\\"severity\\\"?"),
                Arguments.of(
                        "an empty tag value",
                        "{\"title\":\"x\",\"tags\":{\"component\":[\"\"]}}",
                        400,
                        "/tags/component/0\",\"detail\":\"must be 1 to 200 characters, was 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInput")
    void is_answered_with_a_problem(String what, String body, int status, String part) throws IOException {
        var topic = new ReportsTopic(recur);
        var before = topic.size();

        var answer = recur.http()
                .post(
                        recur.ingest().resolve("/api/v1/incidents"),
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("instance").asText()).isEqualTo("/api/v1/incidents");
        assertThat(answer.body()).contains(part).doesNotContain("Exception");
        assertThat(topic.size()).as("records on the topic").isEqualTo(before);
    }
}
