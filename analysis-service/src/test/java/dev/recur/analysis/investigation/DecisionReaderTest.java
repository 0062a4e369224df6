package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    private final Problems problems = new Problems();

    @Test
    void a_decision_is_read_with_what_it_needs() {
        assertThat(read("{'to':'triaged'}")).contains(new Decision.Proceed(Status.TRIAGED, null));
        assertThat(read("{'to':'closed','note':'done','until':null}"))
                .contains(new Decision.Proceed(Status.CLOSED, "done"));
        assertThat(read("{'to':'dismissed','note':'noise'}")).contains(new Decision.Dismiss("noise"));
        assertThat(read("{'to':'accepted_risk','note':'cheap','until':'2026-12-24T01:00:00+01:00'}"))
                .contains(new Decision.AcceptRisk("cheap", Instant.parse("2026-12-24T00:00:00Z")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                  |       | must be an object",
                "{}                                                  | /to   | is required",
                "{'to':'done'}                                       | /to   | must be one of",
                "{'to':7}                                            | /to   | must be a string",
                "{'to':'dismissed'}                                  | /note | is required: the reason for dismissed",
                "{'to':'dismissed','note':' '}                       | /note | must not be blank",
                "{'to':'accepted_risk','until':'2027-01-01T00:00:00Z'} | /note | is required: the reason for accepted_risk",
                "{'to':'accepted_risk','note':'why'}                 | /until | is required: when the risk is open again",
                "{'to':'accepted_risk','note':'why','until':'2026-11-18T12:00:00Z'} | /until | must be in the future",
                "{'to':'accepted_risk','note':'why','until':'soon'}  | /until | must be an RFC 3339 time",
                "{'to':'closed','until':'2027-01-01T00:00:00Z'}      | /until | is only for accepted_risk",
                "{'to':'closed','notes':'why'}                       | /notes | did you mean \"note\"",
            })
    void what_is_wrong_is_said_with_its_place(String body, @Nullable String pointer, String detail) {
        assertThat(read(body)).isEmpty();
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer == null ? "" : pointer);
            assertThat(problem.detail()).contains(detail);
        });
    }

    @Test
    void everything_wrong_is_said_at_once() {
        read("{'to':'accepted_risk','why':'x'}");
        assertThat(problems.all()).extracting(Problem::pointer).containsExactly("/why", "/note", "/until");
    }

    private Optional<Decision> read(String body) {
        return DecisionReader.read(Json.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), NOW, problems);
    }
}
