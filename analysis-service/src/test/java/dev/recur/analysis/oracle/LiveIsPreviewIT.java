package dev.recur.analysis.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Drecur.oracle.preview.seeds=100} runs more seeds. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LiveIsPreviewIT {

    private static final Instant BEFORE_ALL = Instant.parse("2025-12-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-05-20T12:00:00Z");
    private static final int AT_ONCE = 10;

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    MovableClock clock;

    static LongStream batches() {
        return LongStream.range(0, (Integer.getInteger("recur.oracle.preview.seeds", 10) + AT_ONCE - 1) / AT_ONCE)
                .map(batch -> batch * AT_ONCE);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("batches")
    void what_live_processing_opened_is_what_preview_lists(long from) {
        clock.setTo(BEFORE_ALL);
        var histories = LongStream.range(from, from + AT_ONCE)
                .mapToObj(seed -> ReportedHistory.prompt(seed, NOW))
                .toList();
        var ids = new ArrayList<String>();
        histories.forEach(history -> history.rules()
                .forEach(rule ->
                        ids.add(service.createRule(rule.definition()).get("id").textValue())));
        clock.setTo(NOW);
        for (var history : histories) {
            topic.sendMarkers(history.sent());
            var reports = new ArrayList<>(history.copies());
            Collections.shuffle(reports, new Random(from));
            topic.send(reports);
        }
        service.settle();

        var opened = 0;
        for (var history : histories) {
            for (var rule : history.rules()) {
                var live = live(rule);
                opened += live.size();
                assertThat(preview(rule)).as(rule.definition()).isEqualTo(live);
            }
        }
        assertThat(opened).isGreaterThan(AT_ONCE);
        ids.forEach(service::deleteRule);
    }

    private Map<String, Object> live(OracleRule rule) {
        var live = new TreeMap<String, Object>();
        for (var investigation : service.investigations(rule.name())) {
            if (!investigation.get("status").textValue().equals("withdrawn")) {
                var evidence = new TreeSet<String>();
                investigation
                        .get("evidence")
                        .forEach(item -> evidence.add(item.get("incidentId").textValue()));
                live.put(key(investigation), evidence);
            }
        }
        return live;
    }

    private Map<String, Object> preview(OracleRule rule) {
        var listed = new TreeMap<String, Object>();
        for (var pattern : service.preview(rule.definition(), Map.of()).get("investigations")) {
            var evidence = new TreeSet<String>();
            pattern.get("evidence").forEach(id -> evidence.add(id.textValue()));
            listed.put(key(pattern), evidence);
        }
        return listed;
    }

    private static String key(JsonNode pattern) {
        return pattern.get("group") + " " + pattern.get("window") + " " + pattern.get("crossedAt");
    }
}
