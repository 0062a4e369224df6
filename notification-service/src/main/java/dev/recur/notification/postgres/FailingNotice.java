package dev.recur.notification.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.FailureReason;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.WireName;
import java.time.Instant;

/** What is told of a failing receiver, as it is kept: the same at every attempt, however things go on. */
final class FailingNotice {

    private FailingNotice() {}

    static byte[] encode(Content.ReceiverFailing notice) {
        return Json.write(Json.object()
                .put("receiver", notice.receiver())
                .put("reason", notice.reason().wireName())
                .put("since", notice.since().toString())
                .put("deadDeliveries", notice.deadDeliveries()));
    }

    static Content.ReceiverFailing decode(byte[] bytes) {
        var json = (ObjectNode) Json.read(bytes);
        return new Content.ReceiverFailing(
                json.path("receiver").asText(),
                WireName.find(FailureReason.class, json.path("reason").asText()).orElse(FailureReason.INTERNAL_ERROR),
                Instant.parse(json.path("since").asText()),
                json.path("deadDeliveries").asInt());
    }
}
