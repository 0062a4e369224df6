package dev.recur.analysis.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.wire.report.Report;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReportsOnKafkaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Topic topic;

    @Inject
    Clock clock;

    @Test
    void four_occurrences_of_a_component_open_one_investigation_told_once() {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var reports = new ArrayList<Report>();
        for (int i = 0; i < 4; i++) {
            reports.add(
                    Reports.of(
                            "four-" + i,
                            now.minus(i * 7L, ChronoUnit.HOURS),
                            "{'title':'Checkout answered 5xx','tags':{'component':['Four Times'],'cause':['configuration_defect']}}"));
        }
        reports.addAll(reports);
        Collections.shuffle(reports, new Random(7));
        topic.send(reports);

        await().atMost(PATIENCE)
                .untilAsserted(() -> given().queryParam("where", "component=\"four-times\"")
                        .get("/api/v1/investigations")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.investigationId")
                        .forEach(id -> assertThat(id).isNotNull()));
        await().atMost(PATIENCE)
                .until(() -> given().queryParam("where", "component=\"four-times\"")
                                .get("/api/v1/investigations")
                                .jsonPath()
                                .getList("items")
                                .size()
                        == 1);
        System.out.println(given().queryParam("where", "component=\"four-times\"")
                .get("/api/v1/investigations")
                .asPrettyString());
        System.out.println(given().queryParam("groupBy", "component")
                .queryParam("bucket", "quarter")
                .get("/api/v1/counts")
                .asPrettyString());
        System.out.println(given().get("/api/v1/counts/recount").asPrettyString());
        System.out.println(given().get("/api/v1/incidents").asPrettyString());
    }
}
