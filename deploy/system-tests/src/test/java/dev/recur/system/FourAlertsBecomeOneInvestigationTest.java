package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.system.kit.Alertmanager;
import dev.recur.system.kit.Alertmanager.Alert;
import dev.recur.system.kit.Readme;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.SharedRecur;
import dev.recur.system.kit.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The main job, with a real Alertmanager at one end and a webhook receiver at the other. */
@ExtendWith(SharedRecur.class)
class FourAlertsBecomeOneInvestigationTest {

    private final Recur recur;

    @TempDir
    Path folder;

    FourAlertsBecomeOneInvestigationTest(Recur recur) {
        this.recur = recur;
    }

    @Test
    void four_alerts_at_the_same_time_are_one_occurrence_and_open_nothing() throws IOException {
        try (var alertmanager = alertmanager()) {
            var at = recur.now().minus(1, ChronoUnit.DAYS);
            alertmanager.fire(IntStream.range(0, 4)
                    .mapToObj(i -> new Alert("HighErrorRate", "search-index", "search-" + i, at))
                    .toList());

            await().atMost(Recur.PATIENCE)
                    .until(() -> recur.incidents("component=\"search-index\"").size() == 4);
            await().during(Duration.ofSeconds(5))
                    .atMost(Recur.PATIENCE)
                    .until(() ->
                            recur.investigations("component=\"search-index\"").isEmpty());
        }
    }

    @Test
    void four_separate_occurrences_in_a_quarter_open_one_investigation_and_somebody_is_told() throws IOException {
        try (var alertmanager = alertmanager();
                var sink = new Sink()) {
            var secret = recur.subscribe("payments-hook", sink.uri(), "component=\"payments\"");
            var now = recur.now();
            var alerts = IntStream.range(0, 4)
                    .mapToObj(i ->
                            new Alert("PaymentsDown", "payments", "payments-" + i, now.minus(3 - i, ChronoUnit.DAYS)))
                    .toList();
            alertmanager.fire(alerts.subList(0, 3));
            await().atMost(Recur.PATIENCE)
                    .until(() -> recur.incidents("component=\"payments\"").size() == 3);
            assertThat(recur.investigations("component=\"payments\"")).isEmpty();

            var fourth = recur.now();
            alertmanager.fire(alerts.subList(3, 4));
            await().atMost(Recur.PATIENCE).until(() -> !sink.received().isEmpty());

            var told = sink.received().getFirst();
            var took = Duration.between(fourth, told.at());
            System.out.println("From the fourth alert to the webhook: " + took.toMillis() + " ms");
            assertThat(took).isLessThan(Duration.ofSeconds(5));
            assertThat(told.isSignedWith(secret)).isTrue();
            assertThat(told.isSignedWith("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                    .isFalse();
            assertThat(told.type()).isEqualTo("investigation.opened");
            assertThat(told.json().path("data").path("headline").asText())
                    .matches("payments has had 4 incidents this quarter \\(\\d{4}-Q[1-4]\\)");
            assertThat(recur.investigations("component=\"payments\"")).hasSize(1);

            repeatsAndResolvesChangeOnlyResolvedAt(alertmanager, alerts);

            assertThat(sink.received().stream().map(Sink.Received::id).distinct())
                    .as("told once, under one id")
                    .hasSize(1);
            assertThat(recur.investigations("component=\"payments\"")).hasSize(1);
        }
    }

    private void repeatsAndResolvesChangeOnlyResolvedAt(Alertmanager alertmanager, List<Alert> alerts)
            throws IOException {
        var before = payments();
        var sent = alertmanager.sent();
        alertmanager.fire(alerts);
        await("repeats").atMost(Recur.PATIENCE).until(() -> alertmanager.sent() >= sent + 8);
        assertThat(payments()).isEqualTo(before);

        var resolvedAt = recur.now();
        for (var alert : alerts) {
            alertmanager.resolve(alert, resolvedAt);
        }
        await("resolves")
                .atMost(Recur.PATIENCE)
                .until(() -> payments().stream()
                        .allMatch(incident -> !incident.path("resolvedAt").isNull()));
        var after = payments();
        assertThat(after)
                .allSatisfy(incident -> assertThat(
                                Instant.parse(incident.path("resolvedAt").asText()))
                        .isBetween(resolvedAt, resolvedAt.plusSeconds(1)));
        assertThat(withoutResolution(after)).isEqualTo(withoutResolution(before));
    }

    private List<JsonNode> payments() {
        return recur.incidents("component=\"payments\"");
    }

    /** The number of reports tells how often Recur was told; it and what is computed from the end are all else that changes. */
    private static List<JsonNode> withoutResolution(List<JsonNode> incidents) {
        var rest = new ArrayList<JsonNode>();
        for (var incident : incidents) {
            rest.add(
                    ((ObjectNode) incident.deepCopy()).without(List.of("resolvedAt", "status", "computed", "reports")));
        }
        return rest;
    }

    /** As the README says, but for the intervals, which a test has no time for. */
    private Alertmanager alertmanager() throws IOException {
        var configuration = Readme.alertmanagerConfiguration(recur)
                .replaceAll("group_interval: \\S+", "group_interval: 1s")
                .replaceAll("repeat_interval: \\S+", "repeat_interval: 2s");
        return Alertmanager.start(folder, configuration);
    }
}
