package dev.recur.ingest.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeverityWordsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        // Prometheus
        "critical, sev1",
        "page, sev2",
        "warning, sev3",
        "info, sev5",
        // PagerDuty and Datadog
        "P1, sev1",
        "P2, sev2",
        "P3, sev3",
        "P4, sev4",
        "P5, sev5",
        "error, sev2",
        // Sentry
        "fatal, sev1",
        // Statuspage
        "major, sev2",
        "minor, sev4",
        // ours
        "sev1, sev1",
        "SEV-2, sev2",
        "unknown, unknown",
        // case and space around do not matter
        "'  Critical ', sev1",
    })
    void a_word_means_a_severity(String word, String severity) {
        assertThat(SeverityWords.meaning(word)).isEqualTo(WireName.find(Severity.class, severity));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "banana", "{{ $labels.severity }}", "sev6", "-1"})
    void other_words_mean_nothing(String word) {
        assertThat(SeverityWords.meaning(word)).isEmpty();
    }
}
