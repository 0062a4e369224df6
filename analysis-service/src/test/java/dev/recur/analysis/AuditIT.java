package dev.recur.analysis;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.recur.analysis.audit.Action;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.testkit.access.AccessTable;
import dev.recur.wire.json.WireName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes something is found in the log, with what they changed. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestProfile(Secured.class)
class AuditIT {

    private static final String RULE = "{'name':'audited','where':'team=audited','groupBy':['component'],"
            + "'window':'quarter','condition':{'type':'count','atLeast':1}}";

    @Inject
    Topic topic;

    @Inject
    Clock clock;

    @Inject
    Transactions transactions;

    @Test
    void every_endpoint_that_changes_something_has_a_word_in_the_log() {
        var changing = AccessTable.read(AuditIT.class.getResourceAsStream("/access.txt")).endpoints().stream()
                .filter(endpoint -> !endpoint.method().equals("GET"))
                // it asks, with a body
                .filter(endpoint -> !endpoint.path().equals("/api/v1/rules/preview"))
                .toList();
        assertThat(Action.values()).hasSameSizeAs(changing);
    }

    @Test
    void every_change_is_there_with_who_made_it_before_and_after() {
        var rule = "/api/v1/rules/"
                + send(Secured.EDITOR, null, RULE).post("/api/v1/rules").path("id");
        topic.send(List.of(Reports.of(
                "audited", clock.instant(), "{'title':'t','tags':{'component':['audited'],'team':['audited']}}")));
        var investigation = "/api/v1/investigations/"
                + await().atMost(Service.PATIENCE)
                        .until(
                                () -> as(Secured.READER)
                                        .queryParam("rule", "audited")
                                        .get("/api/v1/investigations")
                                        .jsonPath()
                                        .getString("items[0].investigationId"),
                                id -> id != null);
        ok(send(Secured.EDITOR, investigation, "{'to':'triaged','note':'ours'}")
                .post(investigation + "/transitions")
                .then());
        ok(send(Secured.EDITOR, rule, RULE.replace("'atLeast':1", "'atLeast':2"))
                .put(rule)
                .then());
        ok(send(Secured.EDITOR, rule, "").delete(rule).then());
        ok(send(Secured.ADMIN, "/api/v1/taxonomy", "{'dimensions':[]}")
                .put("/api/v1/taxonomy")
                .then());
        ok(as(Secured.ADMIN)
                .delete("/api/v1/incidents/" + Reports.incident("audited") + "/personal-data")
                .then());
        ok(as(Secured.ADMIN).post("/api/v1/counts/recount").then());
        ok(as(Secured.ADMIN).post("/api/v1/dead-letters/replay").then());
        var key = "/api/v1/api-keys/"
                + send(Secured.ADMIN, null, "{'name':'audited','roles':['reader']}")
                        .post("/api/v1/api-keys")
                        .path("id");
        ok(as(Secured.ADMIN).delete(key).then());

        var entries = entries(Map.of());
        assertThat(entries)
                .extracting(entry -> entry.get("action"))
                .containsAll(Stream.of(Action.values()).map(WireName::wireName).toList());
        var ofRule = entries(Map.of("subject", rule.replace("/api/v1/rules", "rule")));
        assertThat(ofRule)
                .extracting(entry -> entry.get("action"), entry -> entry.get("by"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("rule_deleted", "a-team"),
                        org.assertj.core.groups.Tuple.tuple("rule_changed", "a-team"),
                        org.assertj.core.groups.Tuple.tuple("rule_created", "a-team"));
        assertThat(ofRule.get(1))
                .extracting("before.condition.atLeast", "after.condition.atLeast", "after.version")
                .containsExactly(1, 2, 2);
        assertThat(ofRule.get(0).get("after")).isNull();
        assertThat(ofRule.get(2).get("before")).isNull();
        assertThat(entries(Map.of("action", "investigation_transitioned")).getFirst())
                .extracting("by", "before.status", "after.status", "after.note")
                .containsExactly("a-team", "open", "triaged", "ours");
        assertThat(entries(Map.of("action", "personal_data_erased", "by", "an-owner"))
                        .getFirst())
                .containsEntry("subject", "incident/" + Reports.incident("audited"))
                .containsEntry("before", null)
                .containsEntry("after", null);
        assertThat(entries(Map.of("action", "api_key_issued")).getFirst())
                .extracting("after.name", "after.roles")
                .containsExactly("audited", List.of("reader"));
        assertThat(as(Secured.ADMIN).get("/api/v1/audit").asString())
                .doesNotContain("sha256")
                .doesNotContainPattern("rk_[0-9A-Za-z]{20}");
    }

    @Test
    void what_was_refused_is_no_change() {
        var before = entries(Map.of()).size();
        send(Secured.READER, null, RULE).post("/api/v1/rules").then().statusCode(403);
        send(Secured.EDITOR, null, "{'name':'nothing else'}")
                .post("/api/v1/rules")
                .then()
                .statusCode(400);
        as(Secured.ADMIN)
                .delete("/api/v1/api-keys/" + Reports.incident("nobody"))
                .then()
                .statusCode(404);
        assertThat(entries(Map.of())).hasSize(before);
    }

    @Test
    void pages_follow_each_other_from_the_latest_on() {
        for (int i = 0; i < 3; i++) {
            ok(as(Secured.ADMIN).post("/api/v1/counts/recount").then());
        }
        var all = entries(Map.of("action", "counts_rebuilt"));
        var paged = new ArrayList<Map<String, Object>>();
        String cursor = null;
        do {
            var page = as(Secured.ADMIN)
                    .queryParam("action", "counts_rebuilt")
                    .queryParam("limit", 2)
                    .queryParam("cursor", cursor == null ? "" : cursor)
                    .get("/api/v1/audit")
                    .jsonPath();
            paged.addAll(page.getList("items"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(paged).isEqualTo(all).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set actor = 'nobody'", "delete from audit", "truncate audit"})
    void nobody_changes_what_is_in_the_log(String statement) {
        ok(as(Secured.ADMIN).post("/api/v1/counts/recount").then());
        assertThatThrownBy(() -> transactions.run(statements -> statements.run(statement)))
                .hasMessageContaining("the audit log is append-only");
    }

    private static List<Map<String, Object>> entries(Map<String, String> query) {
        return ok(as(Secured.ADMIN)
                        .queryParam("limit", 500)
                        .queryParams(query)
                        .get("/api/v1/audit")
                        .then())
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static ValidatableResponse ok(ValidatableResponse answer) {
        return answer.statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    /** A body, with the version of what it is about. */
    private static RequestSpecification send(String key, String about, String body) {
        var request = as(key).contentType(ContentType.JSON).body(body.replace('\'', '"'));
        return about == null
                ? request
                : request.header("If-Match", as(key).get(about).getHeader("ETag"));
    }

    private static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }
}
