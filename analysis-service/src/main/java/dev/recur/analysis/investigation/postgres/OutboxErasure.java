package dev.recur.analysis.investigation.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.wire.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** Takes the title of an incident out of events that are not published yet. */
public final class OutboxErasure {

    private OutboxErasure() {}

    public static void erase(Statements statements, UUID incidentId) {
        for (var row : statements.run(
                "select outbox_id, payload from outbox where position(convert_to($1, 'UTF8') in payload) > 0 for update",
                incidentId.toString())) {
            var event = Json.read(row.getBuffer("payload").getBytes());
            erase(event, incidentId.toString());
            statements.run(
                    "update outbox set payload = $2 where outbox_id = $1",
                    row.getLong("outbox_id"),
                    Buffer.buffer(Json.write(event)));
        }
    }

    /** Wherever the incident stands in it: an incident without a title has its identity. */
    private static void erase(JsonNode node, String incidentId) {
        if (node instanceof ObjectNode object
                && object.has("title")
                && object.path("incidentId").asText().equals(incidentId)) {
            object.put("title", incidentId);
        }
        node.forEach(child -> erase(child, incidentId));
    }
}
