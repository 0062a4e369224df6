package dev.recur.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealKafka.class)
class BrokerAwayIT {

    private static final Duration DEADLINE = Duration.ofSeconds(4);
    private static final Duration WEBHOOK_DEADLINE = Duration.ofMillis(800);

    /** As {@link RealKafka} configures it for a source of this name. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Other builds share this machine. */
    private static final Duration TOLERANCE = Duration.ofMillis(1_500);

    private static final String ALERT = """
            {"status": "firing", "alerts": [{"status": "firing", "labels": {"alertname": "X"}, "fingerprint": "f"}]}""";

    @BeforeEach
    void ready() {
        Ingest.awaitReady();
    }

    @AfterEach
    void heal() {
        if (!RealKafka.kafka().running()) {
            RealKafka.kafka().restart();
        }
        Ingest.awaitReady();
    }

    @Test
    void a_killed_broker_is_a_503_within_the_deadline_and_the_service_recovers_by_itself() {
        var acknowledged = new ArrayList<UUID>();
        acknowledged.add(accepted(report()));
        RealKafka.kafka().kill();

        refused(BrokerAwayIT::report, DEADLINE);
        refused(BrokerAwayIT::report, DEADLINE);
        await().atMost(Duration.ofSeconds(20)).until(() -> Ingest.readiness().statusCode() == 503);
        assertThat(Ingest.management("/q/health/live").statusCode()).isEqualTo(200);
        refused(BrokerAwayIT::report, Duration.ofMillis(100));

        RealKafka.kafka().restart();
        var first = await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .until(BrokerAwayIT::report, answer -> answer.statusCode() == 202);
        acknowledged.add(accepted(first));

        assertThat(acknowledged)
                .allSatisfy(id -> assertThat(ReportTopic.reportsOf(id)).isNotEmpty());
    }

    @Test
    void a_broker_that_hangs_is_a_503_within_the_deadline_of_each_transport_and_source() {
        RealKafka.kafka().pause();
        try {
            refused(() -> Ingest.webhook("alertmanager", ALERT), WEBHOOK_DEADLINE);
            assertThat(refused(() -> Ingest.webhook("patient", ALERT), PATIENCE))
                    .isGreaterThanOrEqualTo(PATIENCE);
            refused(BrokerAwayIT::report, DEADLINE);
        } finally {
            RealKafka.kafka().resume();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> report().statusCode() == 202);
        assertThat(Ingest.management("/q/metrics").asString())
                .contains("recur_ingest_reports_refused")
                .contains("reason=\"deadline\"");
    }

    private interface Sending {
        Response send();
    }

    private static Duration refused(Sending sending, Duration deadline) {
        var since = System.nanoTime();
        var answer = sending.send();
        var took = Duration.ofNanos(System.nanoTime() - since);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(took).isLessThan(deadline.plus(TOLERANCE));
        return took;
    }

    private static Response report() {
        return Ingest.post("{\"title\": \"x\"}");
    }

    private static UUID accepted(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return UUID.fromString(answer.jsonPath().getString("incidentId"));
    }
}
