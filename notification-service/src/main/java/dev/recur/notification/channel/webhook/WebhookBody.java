package dev.recur.notification.channel.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.Json;
import java.util.List;

/** The body of a webhook: {@code type}, {@code timestamp}, {@code data}; the same bytes for the same message. */
final class WebhookBody {

    /** Standard Webhooks asks for bodies below 20 kB. */
    static final int LONGEST = 20_000;

    private WebhookBody() {}

    static byte[] of(Message message) {
        var data = Json.object();
        var body = Json.object()
                .put("type", type(message.content()))
                .put("timestamp", message.happenedAt().toString());
        body.set("data", data);
        fill(data, message.content());
        return Cut.toLength(body, data, LONGEST);
    }

    private static String type(Content content) {
        return switch (content) {
            case Content.Happened happened ->
                "investigation." + happened.event().event().wireName();
            case Content.Digest digest -> "digest";
            case Content.SilenceEnded ended -> "silence.ended";
            case Content.ReceiverFailing failing -> "receiver.failing";
            case Content.Test test -> "test";
        };
    }

    private static void fill(ObjectNode data, Content content) {
        switch (content) {
            case Content.Happened happened -> data.setAll(investigation(happened.event()));
            case Content.Digest digest -> {
                data.put("from", digest.from().toString()).put("to", digest.to().toString());
                data.put("eventCount", digest.eventCount()).set("events", events(digest.events()));
            }
            case Content.SilenceEnded ended -> {
                data.put("silenceId", ended.silenceId().toString())
                        .put("where", ended.where())
                        .put("reason", ended.reason())
                        .put("startsAt", ended.startsAt().toString())
                        .put("endsAt", ended.endsAt().toString());
                data.put("eventCount", ended.heldBackCount()).set("events", events(ended.heldBack()));
            }
            case Content.ReceiverFailing failing ->
                data.put("receiver", failing.receiver())
                        .put("reason", failing.reason().wireName())
                        .put("since", failing.since().toString())
                        .put("deadDeliveries", failing.deadDeliveries());
            case Content.Test test ->
                data.put("receiver", test.receiver()).put("message", "A test of Recur: nothing has happened.");
        }
    }

    private static ObjectNode investigation(InvestigationEvent event) {
        var data = InvestigationEventCodec.toJson(event.investigation());
        data.put("change", event.change());
        data.put("sequence", event.sequence());
        return data;
    }

    /** Of many only what each was; what it was counted from is at analysis-service. */
    private static ArrayNode events(List<InvestigationEvent> events) {
        var array = Json.object().arrayNode();
        for (var event : events) {
            var data = investigation(event);
            data.put("event", event.event().wireName());
            data.remove(List.of("evidence", "transitions", "history"));
            array.add(data);
        }
        return array;
    }
}
