package dev.recur.analysis.deadletter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.analysis.MovableClock;
import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.topic.CloudEventTypes;
import dev.recur.wire.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReplayIT {

    /** With its key and headers a record may have a little more than a million bytes. */
    private static final int LONGEST_RECORD = 1_048_400;

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Inject
    Transactions transactions;

    @Inject
    MovableClock clock;

    @BeforeEach
    void atNoon() {
        clock.setTo(Reports.NOON);
    }

    @Test
    void what_was_refused_is_taken_once_what_refused_it_is_mended() throws Exception {
        transactions.run(statements ->
                statements.run("alter table report add constraint fault check (external_id <> 'mended') not valid"));
        try {
            topic.send(List.of(Reports.of("mended", Reports.NOON, "{'title':'t'}")));
            service.settle();
        } finally {
            transactions.run(statements -> statements.run("alter table report drop constraint fault"));
        }
        var incident = "/api/v1/incidents/" + Reports.incident("mended");
        given().get(incident).then().statusCode(404);
        var listed = listed("mended");
        assertThat(listed.get("reason").textValue()).contains("fault");
        assertThat(listed.get("type").textValue()).isEqualTo(CloudEventTypes.INCIDENT_REPORTED);
        assertThat(listed.get("replayed").booleanValue()).isFalse();

        assertThat(replay().getInt("replayed")).isPositive();
        service.settle();

        given().get(incident).then().statusCode(200);
        assertThat(listed("mended").get("replayed").booleanValue()).isTrue();
        replay();
        service.settle();
        assertThat(onTopic(Reports.incident("mended").toString()))
                .as("what is back is not put back again")
                .hasSize(2);
    }

    @Test
    void what_is_still_poison_is_put_aside_again_and_blocks_nothing() throws Exception {
        topic.send("poison-1", CloudEventTypes.INCIDENT_REPORTED, "{".getBytes(StandardCharsets.UTF_8));
        service.settle();
        replay();
        service.settle();
        assertThat(onTopic("poison-1")).hasSize(2);

        topic.send(List.of(Reports.of("after-poison", Reports.NOON, "{'title':'t'}")));
        service.settle();
        given().get("/api/v1/incidents/" + Reports.incident("after-poison"))
                .then()
                .statusCode(200);
        assertThat(letters().stream()
                        .filter(letter -> letter.path("key").asText().equals("poison-1")))
                .hasSize(2);
    }

    @Test
    void what_was_too_long_to_be_put_aside_whole_is_read_from_its_topic_again() throws Exception {
        var value = "x".repeat(LONGEST_RECORD).getBytes(StandardCharsets.UTF_8);
        topic.send("too-long", CloudEventTypes.INCIDENT_REPORTED, value);
        service.settle();
        assertThat(listed("too-long").get("bytes").intValue()).isZero();

        var done = replay();

        assertThat(done.getInt("lost")).isZero();
        service.settle();
        assertThat(topic.read(Topics.INCIDENT_REPORTS).stream().filter(record -> "too-long".equals(record.key())))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.value()).isEqualTo(value));
    }

    @Test
    void what_says_not_where_it_came_from_is_listed_and_counted_as_lost() throws Exception {
        topic.send(Topics.INCIDENT_REPORTS_DEAD, "foreign", null, "{}".getBytes(StandardCharsets.UTF_8));

        var letter = letters().stream()
                .filter(one -> one.path("key").asText().equals("foreign"))
                .findFirst()
                .orElseThrow();
        assertThat(letter.path("at").path("topic").textValue()).isEqualTo(Topics.INCIDENT_REPORTS_DEAD);
        assertThat(letter.path("topic").isNull()).isTrue();
        assertThat(letter.path("partition").isNull()).isTrue();
        assertThat(letter.path("reason").isNull()).isTrue();
        assertThat(replay().getInt("lost")).isOne();
    }

    private List<ConsumerRecord<String, byte[]>> onTopic(String key) throws Exception {
        return topic.read(Topics.INCIDENT_REPORTS).stream()
                .filter(record -> key.equals(record.key()))
                .toList();
    }

    private JsonNode listed(String name) {
        var key = name.equals("too-long") ? name : Reports.incident(name).toString();
        return letters().stream()
                .filter(letter -> letter.path("key").asText().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> letters() {
        return service.all("/api/v1/dead-letters", 3, Map.of());
    }

    private static JsonPath replay() {
        return given().post("/api/v1/dead-letters/replay")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
