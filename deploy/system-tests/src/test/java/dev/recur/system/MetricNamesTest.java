package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.local.ServiceName;
import dev.recur.system.kit.Readme;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedRecur;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert rules, the dashboard and the operations guide speak of metrics that there are. */
@ExtendWith(SharedRecur.class)
class MetricNamesTest {

    private static final Pattern NAME = Pattern.compile("\\b(?:recur|kafka_consumer)_[a-z_]+[a-z]\\b");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count|max)$");

    /** There only once it has happened. */
    private static final Set<String> LATER = Set.of(
            "recur_ingest_webhook_ignored_total",
            "recur_ingest_webhook_dropped_parts_total",
            "recur_notification_attempts_seconds");

    private final Recur recur;

    MetricNamesTest(Recur recur) {
        this.recur = recur;
    }

    /** Metrics of what has never happened are not there yet. */
    @BeforeEach
    void one_report_is_taken_and_one_is_refused() throws IOException {
        assertThat(recur.post(Map.of("title", "Somebody looks at metrics")).status())
                .isEqualTo(202);
        assertThat(recur.post(Map.of("severity", "sev3")).status()).isEqualTo(400);
        await().atMost(Recur.PATIENCE).until(() -> exposed().contains("recur_analysis_batch_seconds_count"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitoring/alerts.yaml", "monitoring/dashboard.json", "README.md"})
    void every_metric_that_is_named_is_one_of_a_service(String file) throws IOException {
        var named = names(Files.readString(Readme.folder().resolve("deploy").resolve(file)));

        assertThat(named).isNotEmpty();
        named.removeAll(LATER);
        assertThat(exposed()).containsAll(named);
    }

    @Test
    void every_metric_of_ours_is_in_the_operations_guide() throws IOException {
        var guide = names(Files.readString(Readme.folder().resolve("deploy/README.md")));

        assertThat(exposed().stream()
                        .filter(name -> name.startsWith("recur_"))
                        .map(name -> PART.matcher(name).replaceFirst(""))
                        .distinct())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(guide).contains(name));
    }

    private Set<String> exposed() throws IOException {
        var exposed = new TreeSet<String>();
        for (var service : ServiceName.values()) {
            var metrics = recur.managementUrl(service).resolve("/q/metrics");
            recur.http()
                    .get(metrics)
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(sample -> {
                        var name = sample.split("[ {]", 2)[0];
                        exposed.add(name);
                        exposed.add(PART.matcher(name).replaceFirst(""));
                    });
        }
        return exposed;
    }

    private static Set<String> names(String text) {
        var names = new TreeSet<String>();
        NAME.matcher(text).results().forEach(found -> names.add(found.group()));
        return names;
    }
}
