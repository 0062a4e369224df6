package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.local.ServiceName;
import dev.recur.system.kit.Records;
import dev.recur.system.kit.Recur;
import dev.recur.system.kit.Sink;
import dev.recur.system.kit.TraceCollector;
import dev.recur.system.kit.TraceCollector.Exported;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One report followed from the request through both topics to the webhook that it caused. */
class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACE_PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void the_trace_of_the_report_that_crosses_a_threshold_goes_on_to_the_webhook_and_a_near_miss_is_in_none()
            throws IOException {
        try (var collector = new TraceCollector();
                var sink = new Sink();
                var recur = traced(collector)) {
            recur.subscribe("traced", sink.uri(), "component=\"traced\"");
            var nearMiss = recur.http()
                    .post(
                            recur.stack().ingest().url().resolve("/api/v1/near-misses"),
                            Map.of("what", "nearly deleted the table"),
                            Headers.TRACE_PARENT,
                            "00-" + "1".repeat(32) + "-00f067aa0ba902b7-01");
            assertThat(nearMiss.status()).isEqualTo(201);
            for (int i = 3; i > 0; i--) {
                assertThat(recur.post(report(recur, i)).status()).isEqualTo(202);
            }
            await().atMost(Recur.PATIENCE)
                    .until(() -> recur.incidents("component=\"traced\"").size() == 3);
            var fourth = recur.http()
                    .post(
                            recur.stack().ingest().url().resolve("/api/v1/incidents"),
                            report(recur, 0),
                            Headers.TRACE_PARENT,
                            TRACE_PARENT);
            assertThat(fourth.status()).isEqualTo(202);
            await().atMost(Recur.PATIENCE).until(() -> !sink.received().isEmpty());

            var told = sink.received().getFirst();
            assertThat(told.headers().firstValue(Headers.TRACE_PARENT))
                    .hasValueSatisfying(value -> assertThat(value).startsWith("00-" + TRACE));
            assertThat(traces(recur, Topics.INCIDENT_REPORTS))
                    .as("four reports, each of a trace, and a near miss of none")
                    .hasSize(4)
                    .contains(TRACE);
            assertThat(new Records(recur).on(Topics.INCIDENT_REPORTS)).hasSize(5);
            assertThat(traces(recur, Topics.INVESTIGATION_EVENTS)).containsExactly(TRACE);
            await().atMost(Recur.PATIENCE)
                    .untilAsserted(() -> assertThat(names(collector))
                            .contains(
                                    "recur-ingest: POST /api/v1/incidents",
                                    "analysis-service: process recur.incident-reports",
                                    "analysis-service: investigation opened",
                                    "notification-service: deliver webhook"));
            assertThat(chain(collector, "deliver webhook"))
                    .containsExactly("deliver webhook", "investigation opened", "POST /api/v1/incidents");
            assertThat(collector.spans()).extracting(Exported::text).noneMatch(text -> text.contains("near-miss"));
        }
    }

    private static Recur traced(TraceCollector collector) {
        return Recur.start(options -> {
            var traced = options;
            for (var service : ServiceName.values()) {
                traced = traced.withProperty(service, "quarkus.otel.sdk.disabled", "false")
                        .withProperty(service, "quarkus.otel.bsp.schedule.delay", "200ms")
                        .withProperty(service, "quarkus.otel.exporter.otlp.protocol", "http/protobuf")
                        .withProperty(
                                service,
                                "quarkus.otel.exporter.otlp.endpoint",
                                collector.uri().toString());
            }
            return traced;
        });
    }

    private static Map<String, Object> report(Recur recur, int daysAgo) {
        return Map.of(
                "title",
                "traced " + daysAgo,
                "occurredAt",
                recur.now().minus(daysAgo, ChronoUnit.DAYS).toString(),
                "tags",
                Map.of("component", List.of("traced")));
    }

    private static TreeSet<String> names(TraceCollector collector) {
        return collector.spans().stream()
                .filter(span -> span.traceId().equals(TRACE))
                .map(span -> span.service() + ": " + span.name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of a span and of those that it comes from, back to the one that came with the request. */
    private static List<String> chain(TraceCollector collector, String name) {
        var byId = collector.spans().stream().collect(Collectors.toMap(Exported::spanId, span -> span));
        var chain = new ArrayList<String>();
        var next = collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElse(null);
        while (next != null) {
            chain.add(next.name());
            next = byId.get(next.parentId());
        }
        return chain;
    }

    private static TreeSet<String> traces(Recur recur, String topic) {
        return new Records(recur)
                .on(topic).stream()
                        .map(record -> Records.header(record, Headers.TRACE_PARENT))
                        .filter(traceparent -> !traceparent.isEmpty())
                        .map(traceparent -> traceparent.substring(3, 35))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
