package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.infra.Database;
import dev.recur.system.kit.Components;
import dev.recur.system.kit.Feed;
import dev.recur.system.kit.Ledger;
import dev.recur.system.kit.Progress;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.Sink;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database of analysis-service is lost: what a backup and the topic give back. On a whole of its own. */
class RestoreTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PER_SECOND = 400;

    private final Recur recur = Recur.start();
    private final Progress progress = new Progress(recur);
    private final Components components = new Components(recur, "restored");

    @AfterEach
    void stop() {
        progress.close();
        recur.close();
    }

    @Test
    void a_backup_and_the_topic_give_everything_back_and_the_topic_alone_all_that_was_reported() throws Exception {
        try (var sink = new Sink()) {
            recur.subscribe("restored", sink.uri(), components.where());
            var reports = components.reports(1_200, new Random(51));
            var ledger = new Ledger(recur);
            post(ledger, reports.subList(0, 800));

            recur.stack().analysis().stop();
            sql("CREATE DATABASE backup TEMPLATE analysis");
            recur.stack().analysis().start();
            post(ledger, reports.subList(800, 1_200));
            var opened = components.awaitWhatTheOracleSays(reports, PATIENCE);
            await("each is told").atMost(PATIENCE).until(() -> ids(sink) >= opened);
            var before = State.of(recur, components);
            var told = ids(sink);

            recur.stack().analysis().stop();
            sql("DROP DATABASE analysis WITH (FORCE)", "CREATE DATABASE analysis TEMPLATE backup");
            takeTheTopicAgain();
            components.awaitWhatTheOracleSays(reports, PATIENCE);
            assertThat(State.of(recur, components)).isEqualTo(before);
            assertThat(ids(sink)).as("events under the ids that they had").isEqualTo(told);

            recur.stack().analysis().stop();
            sql("DROP DATABASE analysis WITH (FORCE)", "CREATE DATABASE analysis");
            takeTheTopicAgain();
            components.awaitWhatTheOracleSays(reports, PATIENCE);
            var rebuilt = State.of(recur, components);
            assertThat(rebuilt.incidents()).isEqualTo(before.incidents());
            assertThat(rebuilt.counts()).isEqualTo(before.counts());
        }
    }

    /** What others see of it. */
    private record State(
            Map<String, JsonNode> incidents, Map<String, Long> counts, Map<String, Integer> investigations) {

        static State of(Recur recur, Components components) {
            var incidents = new TreeMap<String, JsonNode>();
            recur.incidents(components.where())
                    .forEach(incident ->
                            incidents.put(incident.path("incidentId").asText(), incident));
            var investigations = new TreeMap<String, Integer>();
            recur.investigations(components.where())
                    .forEach(investigation -> investigations.put(
                            investigation.path("investigationId").asText(),
                            investigation.path("observed").asInt()));
            return new State(incidents, components.counts(), investigations);
        }
    }

    private void post(Ledger ledger, List<Map<String, Object>> reports) {
        new Feed(ledger, PER_SECOND).post(reports, () -> false);
        await("all is taken").atMost(PATIENCE).until(() -> progress.lag() == 0);
    }

    private void takeTheTopicAgain() {
        progress.rewind();
        recur.stack().analysis().start();
        await("all is taken again").atMost(PATIENCE).until(() -> progress.lag() == 0);
    }

    private static long ids(Sink sink) {
        return sink.received().stream().map(Sink.Received::id).distinct().count();
    }

    private void sql(String... statements) throws SQLException {
        var analysis = recur.stack().postgres().database("analysis");
        var maintenance =
                new Database(analysis.host(), analysis.port(), "postgres", analysis.user(), analysis.password());
        try (var connection =
                        DriverManager.getConnection(maintenance.jdbcUrl(), maintenance.user(), maintenance.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
