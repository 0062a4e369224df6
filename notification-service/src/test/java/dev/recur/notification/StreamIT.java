package dev.recur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.stream.EventStream;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class StreamIT extends ServiceTest {

    private static final int READERS = 1000;

    @Inject
    EventStream stream;

    private final String component = unique("stream");
    private final List<StreamReader> readers = new ArrayList<>();

    @AfterEach
    void closeReaders() {
        readers.forEach(StreamReader::close);
        readers.clear();
    }

    private StreamReader reader(String where, String lastEventId, boolean reads) {
        var reader = new StreamReader(RestAssured.port, where, lastEventId, reads);
        readers.add(reader);
        return reader;
    }

    private StreamReader reader() {
        return reader("component=\"" + component + "\"", null, true);
    }

    private void awaitReaders(int count) {
        eventually().until(() -> stream.subscribers() == count);
    }

    private List<String> publish(int count, String of, int evidence) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var id = UUID.randomUUID();
            ids.add(id.toString());
            var investigation =
                    TestEvents.investigation(UUID.randomUUID(), Map.of("component", of), evidence, "x".repeat(500));
            topic.publish(id, Instant.now(), new InvestigationEvent(EventName.OPENED, null, 1, investigation));
        }
        return ids;
    }

    private static List<String> ids(StreamReader reader) {
        return reader.events.stream().map(StreamReader.Event::id).toList();
    }

    @Test
    void who_asks_for_the_head_alone_gets_it_and_can_ask_more_over_the_same_connection() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            for (int i = 0; i < 2; i++) {
                socket.getOutputStream()
                        .write("HEAD /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(answers.readLine()).startsWith("HTTP/1.1 200");
                while (!answers.readLine().isEmpty()) {
                    continue;
                }
            }
        }
        awaitReaders(0);
    }

    @Test
    void whoever_reads_gets_what_happens_and_matches() {
        var reader = reader();
        awaitReaders(1);

        var unused = publish(1, unique("other"), 1);
        var id = publish(1, component, 1).getFirst();
        eventually().until(() -> reader.events.size() == 1);

        var event = reader.events.getFirst();
        assertThat(reader.statusLine()).contains("200");
        assertThat(event.id()).isEqualTo(id);
        assertThat(event.name()).isEqualTo("investigation.opened");
        var data = Json.read(event.data().getBytes(StandardCharsets.UTF_8));
        assertThat(data.path("event").asText()).isEqualTo("opened");
        assertThat(data.at("/group/component").asText()).isEqualTo(component);
        assertThat(data.path("evidence")).hasSize(1);
    }

    @Test
    void whoever_comes_back_goes_on_after_the_last_event_and_misses_none() {
        var first = reader();
        awaitReaders(1);
        var ids = new ArrayList<>(publish(5, component, 1));
        eventually().until(() -> first.events.size() == 5);
        first.close();
        ids.addAll(publish(250, component, 1));
        var second = reader("component=\"" + component + "\"", ids(first).get(2), true);
        ids.addAll(publish(50, component, 1));
        eventually().until(() -> second.events.size() >= ids.size() - 3);

        // partitions have an order each: of what the first one got, the second gets what came after
        assertThat(second.events).hasSize(ids.size() - 3);
        assertThat(ids(second))
                .containsExactlyInAnyOrderElementsOf(ids.stream()
                        .filter(id -> !ids(first).subList(0, 3).contains(id))
                        .toList());
        assertThat(ids(second).subList(0, 2)).isEqualTo(ids(first).subList(3, 5));
    }

    @Test
    void a_last_event_that_never_was_and_a_filter_that_cannot_be_are_refused() {
        given().header("Last-Event-ID", UUID.randomUUID())
                .get("/api/v1/stream")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().queryParam("where", "component")
                .get("/api/v1/stream")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        awaitReaders(0);
    }

    /** Every reader gets the small events; some get large ones too, and one of those does not read. */
    @Test
    void of_a_thousand_readers_one_that_does_not_read_is_cut_off_and_can_come_back() {
        var large = unique("large");
        var both = "component=~\"" + component + "|" + large + "\"";
        var asleep = reader(both, null, false);
        for (int i = 1; i < READERS; i++) {
            var unused = i < 10 ? reader(both, null, true) : reader();
        }
        awaitReaders(READERS);

        var ids = new ArrayList<>(publish(1, component, 1));
        var before = usedMemory();
        for (int round = 0; round < 30; round++) {
            ids.addAll(publish(20, large, 100));
            ids.addAll(publish(1, component, 1));
        }
        awaitReaders(READERS - 1);
        eventually()
                .untilAsserted(() -> assertThat(readers.subList(1, READERS))
                        .allSatisfy(reader -> assertThat(reader.events).hasSizeGreaterThanOrEqualTo(31)));
        eventually()
                .untilAsserted(() -> assertThat(readers.subList(1, 10))
                        .allSatisfy(reader -> assertThat(ids(reader)).containsExactlyInAnyOrderElementsOf(ids)));
        assertThat(usedMemory() - before).isLessThan(150_000_000L);

        asleep.read();
        eventually().until(asleep::hasEnded);
        var got = ids(asleep);
        assertThat(got.size()).isLessThan(ids.size());
        var back = got.isEmpty() ? ids.getFirst() : got.getLast();
        var again = reader(both, back, true);
        var last = ids(readers.get(1));
        eventually()
                .untilAsserted(
                        () -> assertThat(ids(again)).isEqualTo(last.subList(last.indexOf(back) + 1, last.size())));
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
