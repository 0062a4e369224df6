package dev.recur.analysis;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.json.Json;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service as its callers see it. */
@ApplicationScoped
public class Service {

    /** For a machine that does much else. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Topic topic;
    private final Transactions transactions;

    Service(Topic topic, Transactions transactions) {
        this.topic = topic;
        this.transactions = transactions;
    }

    /** Returns when every report is taken, every mark judged and every event published. */
    public void settle() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> topic.isTaken()
                        && rows("refold") == 0
                        && rows("batch_mark") == 0
                        && rows("judgement_mark") == 0
                        && rows("outbox") == 0);
    }

    public long rows(String table) {
        return transactions.run(statements -> statements
                .run("select count(*) from " + table)
                .iterator()
                .next()
                .getLong(0));
    }

    /** Creates a rule and returns what the service made of it. */
    public ObjectNode createRule(String definition) {
        return json(postRule(definition).then().statusCode(201).extract().response());
    }

    public Response postRule(String definition) {
        return given().contentType(ContentType.JSON)
                .body(definition.replace('\'', '"'))
                .post("/api/v1/rules");
    }

    public Response putRule(String id, String ifMatch, String definition) {
        return given().contentType(ContentType.JSON)
                .header("If-Match", ifMatch)
                .body(definition.replace('\'', '"'))
                .put("/api/v1/rules/" + id);
    }

    /** Deletes a rule that has not been changed. */
    public void deleteRule(String id) {
        given().header("If-Match", "\"1\"").delete("/api/v1/rules/" + id).then().statusCode(204);
    }

    public ObjectNode preview(String definition, Map<String, ?> query) {
        return json(given().contentType(ContentType.JSON)
                .queryParams(query)
                .body(definition.replace('\'', '"'))
                .post("/api/v1/rules/preview")
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    public ObjectNode get(String path, Map<String, ?> query) {
        return json(given().queryParams(query)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    /** All items of a list, page by page. */
    public List<JsonNode> all(String path, int limit, Map<String, ?> query) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        while (true) {
            var page = json(given().queryParams(query)
                    .queryParam("limit", limit)
                    .queryParam("cursor", cursor)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .response());
            page.get("items").forEach(items::add);
            if (page.get("next").isNull()) {
                return items;
            }
            cursor = page.get("next").textValue();
        }
    }

    public List<JsonNode> investigations(String rule) {
        return all("/api/v1/investigations", 500, Map.of("rule", rule));
    }

    private static ObjectNode json(Response response) {
        return (ObjectNode) Json.read(response.asString().getBytes(StandardCharsets.UTF_8));
    }
}
