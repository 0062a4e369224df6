package dev.recur.notification.channel.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.notification.channel.Message;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.Json;

/** The body of a webhook: {@code type}, {@code timestamp}, {@code data}; the same bytes for the same message. */
final class WebhookBody {

    /** Standard Webhooks asks for bodies below 20 kB. */
    static final int LONGEST = 20_000;

    private WebhookBody() {}

    static byte[] of(Message message) {
        return switch (message) {
            case Message.Happened happened -> happened(happened);
            case Message.Test test -> test(test);
        };
    }

    private static byte[] happened(Message.Happened message) {
        var body = body(message, "investigation." + message.event().event().wireName());
        var data = data(message.event());
        body.set("data", data);
        cut(body, data, "evidence");
        cut(body, data, "transitions");
        cut(body, data, "history");
        return Json.write(body);
    }

    private static byte[] test(Message.Test message) {
        var body = body(message, "test");
        body.putObject("data")
                .put("receiver", message.receiver())
                .put("message", "A test of Recur: nothing has happened.");
        return Json.write(body);
    }

    private static ObjectNode body(Message message, String type) {
        return Json.object()
                .put("type", type)
                .put("timestamp", message.happenedAt().toString());
    }

    private static ObjectNode data(InvestigationEvent event) {
        var data = InvestigationEventCodec.toJson(event.investigation());
        data.put("change", event.change());
        data.put("sequence", event.sequence());
        return data;
    }

    /** Shortens a list to as many of its last items as leave the body short enough: the last are the latest. */
    private static void cut(ObjectNode body, ObjectNode data, String member) {
        if (Json.write(body).length <= LONGEST || !(data.get(member) instanceof ArrayNode all)) {
            return;
        }
        int fits = 0;
        int tooMany = all.size();
        while (tooMany - fits > 1) {
            var middle = (fits + tooMany) / 2;
            data.set(member, last(all, middle));
            if (Json.write(body).length <= LONGEST) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        data.set(member, last(all, fits));
    }

    private static ArrayNode last(ArrayNode all, int count) {
        var kept = all.arrayNode();
        for (int i = all.size() - count; i < all.size(); i++) {
            kept.add(all.get(i));
        }
        return kept;
    }
}
