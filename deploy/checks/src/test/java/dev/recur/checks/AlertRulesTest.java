package dev.recur.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The alert rules for Prometheus. */
class AlertRulesTest {

    private static final Path FOLDER = Deploy.FOLDER.resolve("monitoring");

    @Test
    void each_fires_when_it_should_and_only_then() throws Exception {
        try {
            Deploy.run(FOLDER, "promtool", "--version");
        } catch (IOException e) {
            Deploy.leaveOut("the alert rules: there is no promtool, which is in Debian's package prometheus");
        }
        assertThat(Deploy.run(FOLDER, "promtool", "check", "rules", "alerts.yaml"))
                .contains("SUCCESS");
        assertThat(Deploy.run(FOLDER, "promtool", "test", "rules", "alerts.test.yaml"))
                .contains("SUCCESS");
    }

    @Test
    void each_is_tested_and_explained_to_whoever_is_called() throws Exception {
        var tested = Files.readString(FOLDER.resolve("alerts.test.yaml"));
        var guide = Files.readString(Deploy.FOLDER.resolve("README.md"));
        var alerts = new TreeSet<String>();
        for (JsonNode rule : Deploy.documents(Files.readString(FOLDER.resolve("alerts.yaml")))
                .getFirst()
                .at("/groups/0/rules")) {
            alerts.add(rule.path("alert").asText());
        }

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(tested).contains("alertname: " + alert + "\n");
            assertThat(guide).contains("`" + alert + "`");
        });
    }
}
