package dev.recur.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.report.Identity;
import dev.recur.wire.topic.Headers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Near misses told by somebody whom nothing that is kept could find. */
@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class NearMissesIT {

    private static final String AGENT = "Netscape/4.7 of-somebody";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String KEY = "my-own-key-17";

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @Test
    void a_near_miss_is_taken_without_a_key_and_nothing_that_is_kept_or_logged_finds_the_reporter() {
        var log = new Log();
        String receipt;
        try (log) {
            var answer = tell("/api/v1/near-misses", "{\"what\":\"Almost dropped the production database\"}");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
            assertThat(answer.jsonPath().getString("thanks")).contains("Thank you");
            receipt = answer.jsonPath().getString("receipt");
            assertThat(tell("/api/v1/near-misses/" + receipt, "{\"component\":\"db\"}")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(tell("/api/v1/near-misses", "{}").statusCode()).isEqualTo(400);
            assertThat(tell("/api/v1/near-misses/nm_" + "0".repeat(36), "{}").statusCode())
                    .isEqualTo(404);
        }

        var records = ReportTopic.recordsOf(Identity.incidentOfReceipt(receipt));
        assertThat(records).hasSize(2).allSatisfy(NearMissesIT::findsNobody);
        assertThat(log.lines).noneMatch(line -> line.contains(receipt) || line.contains("127.0.0.1") || saysWho(line));
        assertThat(Ingest.management("/q/metrics").asString())
                .doesNotContain(receipt)
                .doesNotContain("Netscape");
    }

    private static void findsNobody(ConsumerRecord<String, byte[]> record) {
        assertThat(record.timestamp() % 3_600_000).isZero();
        assertThat(ReportTopic.header(record, Headers.TIME)).endsWith(":00:00Z");
        assertThat(ReportTopic.header(record, Headers.RECORDED_TIME)).endsWith(":00:00Z");
        assertThat(ReportTopic.header(record, Headers.SOURCE)).isEqualTo("near-miss");
        assertThat(UUID.fromString(ReportTopic.header(record, Headers.ID)).version())
                .isEqualTo(5);
        assertThat(UUID.fromString(record.key()).version()).isEqualTo(5);
        assertThat(record.headers()).extracting(header -> header.key()).doesNotContain("traceparent");
        var report = ReportTopic.decode(record);
        assertThat(report.recordedAt().toString()).endsWith(":00:00Z");
        assertThat(report.asOf().toString()).endsWith(":00:00Z");
        var everything = new StringBuilder(new String(record.value(), UTF_8));
        record.headers().forEach(header -> everything.append(new String(header.value(), UTF_8)));
        assertThat(everything.toString()).doesNotContain("127.0.0.1").matches(text -> !saysWho(text));
    }

    private static boolean saysWho(String text) {
        return text.contains(AGENT)
                || text.contains(KEY)
                || text.contains("4bf92f35")
                || text.contains("tooling")
                || text.contains("192.0.2.7");
    }

    @Test
    void the_page_takes_a_near_miss_without_a_script_thanks_and_shows_the_receipt() {
        var page = given().get("/report");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<form method=\"post\"").doesNotContain("<script");
        securely(page);
        assertThat(given().get("/report.css").contentType()).startsWith("text/css");

        var thanks = given().contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("what", "Almost <b>dropped</b> it — žluť")
                .formParam("component", "")
                .formParam("when", "2026-11-22T03:20")
                .post("/report");

        assertThat(thanks.statusCode()).as(thanks.asString()).isEqualTo(200);
        securely(thanks);
        assertThat(thanks.asString()).contains("Thank you");
        var receipt = thanks.htmlPath().getString("**.find { it.@class == 'receipt' }");
        var report = ReportTopic.reportsOf(Identity.incidentOfReceipt(receipt)).getFirst();
        assertThat(report.factsAsSent().path("title").asText()).isEqualTo("Almost <b>dropped</b> it — žluť");
        assertThat(report.factsAsSent().path("occurredAt").asText()).isEqualTo("2026-11-22T03:00:00Z");

        var more = given().contentType(ContentType.URLENC)
                .formParam("receipt", receipt)
                .formParam("team", "checkout")
                .post("/report");
        assertThat(more.statusCode()).as(more.asString()).isEqualTo(200);
        assertThat(ReportTopic.reportsOf(Identity.incidentOfReceipt(receipt))).hasSize(2);
    }

    @Test
    void the_page_shows_again_what_was_typed_when_something_is_wrong_with_it() {
        var again = given().contentType(ContentType.URLENC)
                .formParam("what", "</textarea><script>alert(1)</script>")
                .formParam("when", "yesterday")
                .formParam("receipt", "")
                .post("/report");

        assertThat(again.statusCode()).isEqualTo(400);
        securely(again);
        assertThat(again.asString())
                .contains("&lt;/textarea&gt;&lt;script&gt;")
                .doesNotContain("<script>")
                .contains("must be an RFC 3339 time");
        assertThat(given().contentType(ContentType.URLENC)
                        .formParam("receipt", "nm_typo")
                        .formParam("team", "x")
                        .post("/report")
                        .asString())
                .contains("is no receipt");
    }

    private static void securely(Response answer) {
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    private static Response tell(String path, String body) {
        return Ingest.as(Keys.TOOLING)
                .contentType("application/json")
                .header("User-Agent", AGENT)
                .header("X-Forwarded-For", "192.0.2.7")
                .header("traceparent", TRACE)
                .header("Idempotency-Key", KEY)
                .body(body)
                .post(path);
    }

    /** Everything that is logged, whatever the level of the console. */
    private static final class Log extends Handler implements AutoCloseable {
        private final Logger root = Logger.getLogger("");
        private final List<String> lines = new ArrayList<>();

        Log() {
            root.addHandler(this);
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLoggerName() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
        }
    }
}
