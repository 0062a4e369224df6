package dev.recur.analysis.marker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Markers;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.marker.postgres.MarkerRows;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.marker.MarkerCodec;
import dev.recur.wire.topic.CloudEventTypes;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import dev.recur.wire.window.TimeSpan;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class MarkersIT {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final TimeSpan EVER = new TimeSpan(Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"));

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    Transactions transactions;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void of_several_records_of_a_marker_the_one_recorded_last_stands_whatever_their_order(long seed) {
        var records = new ArrayList<Marker>();
        for (int i = 0; i < 10; i++) {
            // the last two were recorded at the same time
            var recordedAt = START.plusSeconds(Math.min(i, 8));
            records.add(Markers.of("ordered" + seed, "order_" + seed, START.plusSeconds(i), Map.of(), recordedAt));
        }
        records.addAll(records.subList(2, 5));
        Collections.shuffle(records, new Random(seed));
        records.forEach(record -> topic.sendMarkers(List.of(record)));
        service.settle();

        assertThat(ofType("order_" + seed)).extracting(Marker::startsAt).containsExactly(START.plusSeconds(9));
    }

    @Test
    void markers_of_a_type_are_found_by_their_start_with_normal_tags() {
        topic.sendMarkers(List.of(
                Markers.of("later", "found", START.plusSeconds(60), Map.of()),
                Markers.of(
                        "first",
                        "found",
                        START,
                        Map.of("component", List.of("Check Out", "check out"), "team", List.of())),
                Markers.of("other", "found_not", START, Map.of())));
        service.settle();

        assertThat(ofType("found")).extracting(Marker::externalId).containsExactly("first", "later");
        assertThat(ofType("found").getFirst().tags()).isEqualTo(Map.of("component", List.of("check-out")));
        var until = new TimeSpan(START, START.plusSeconds(60));
        var soon = transactions.run(statements -> MarkerRows.ofType(statements, "found", until));
        assertThat(soon).extracting(Marker::externalId).containsExactly("first");
    }

    @Test
    void the_list_shows_each_marker_once_the_latest_first() {
        var sent = new ArrayList<Marker>();
        for (int i = 0; i < 7; i++) {
            sent.add(Markers.of("listed" + i, "listed", START.plusSeconds(i / 2), Map.of()));
        }
        topic.sendMarkers(sent);
        service.settle();

        var found = service.all("/api/v1/markers", 3, Map.of("type", "listed"));
        assertThat(found).hasSize(7);
        assertThat(found)
                .extracting(marker -> marker.get("startsAt").textValue())
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(service.all(
                        "/api/v1/markers",
                        3,
                        Map.of(
                                "type",
                                "listed",
                                "from",
                                START.plusSeconds(1).toString(),
                                "to",
                                START.plusSeconds(3).toString())))
                .hasSize(4);
        given().queryParam("type", "a\0").get("/api/v1/markers").then().statusCode(400);
    }

    @Test
    void what_is_no_marker_is_put_aside_with_its_reason() throws Exception {
        var good =
                new String(MarkerCodec.encode(Markers.of("good", "poisoned", START, Map.of())), StandardCharsets.UTF_8);
        var poison = new LinkedHashMap<String, String>();
        poison.put("{", "JSON");
        poison.put("[]", "object");
        poison.put(good.replace("\"poisoned\"", "\"Poisoned!\""), "/type");
        poison.put(good.replace("Marker good", "a\\u0000b"), "U+0000");
        poison.keySet()
                .forEach(value -> topic.send(
                        Topics.MARKERS,
                        "poison",
                        CloudEventTypes.MARKER_RECORDED,
                        value.getBytes(StandardCharsets.UTF_8)));
        topic.send(Topics.MARKERS, "poison", "dev.recur.marker.forgotten", good.getBytes(StandardCharsets.UTF_8));
        topic.send(Topics.MARKERS, "poison", CloudEventTypes.MARKER_RECORDED, null);
        topic.sendMarkers(List.of(Markers.of("good", "poisoned", START, Map.of())));
        service.settle();

        assertThat(ofType("poisoned")).hasSize(1);
        var reasons = topic.read(Topics.MARKERS_DEAD).stream()
                .filter(record -> record.key().equals("poison"))
                .map(record -> Topic.header(record, Headers.DEAD_REASON))
                .toList();
        assertThat(reasons).hasSize(6);
        poison.values().forEach(reason -> assertThat(reasons).anyMatch(text -> text.contains(reason)));
        assertThat(reasons)
                .anyMatch(text -> text.contains("dev.recur.marker.forgotten"))
                .anyMatch(text -> text.contains("no value"));
    }

    private List<Marker> ofType(String type) {
        return transactions.run(statements -> MarkerRows.ofType(statements, type, EVER));
    }
}
