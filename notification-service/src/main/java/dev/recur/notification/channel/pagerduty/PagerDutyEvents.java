package dev.recur.notification.channel.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.letter.Letter;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message as events of PagerDuty's Events API v2. */
final class PagerDutyEvents {

    private static final int LONGEST_SUMMARY = 1024;

    private enum Action {
        TRIGGER,
        ACKNOWLEDGE,
        RESOLVE
    }

    private PagerDutyEvents() {}

    /** The events to send, in their order. An investigation is one alert, however many messages tell of it. */
    static List<byte[]> of(Message message, Letter letter, String routingKey) {
        var about = message.content();
        var key = key(message);
        var actions = switch (about) {
            case Content.Happened happened -> List.of(action(happened.event()));
            case Content.ReceiverFailing failing -> List.of(Action.TRIGGER);
            // what asks for nothing must leave nothing open
            case Content.Digest digest -> List.of(Action.TRIGGER, Action.RESOLVE);
            case Content.SilenceEnded ended -> List.of(Action.TRIGGER, Action.RESOLVE);
            case Content.Test test -> List.of(Action.TRIGGER, Action.RESOLVE);
        };
        return actions.stream()
                .map(action -> Json.write(event(action, key, message, letter, routingKey)))
                .toList();
    }

    private static String key(Message message) {
        return switch (message.content()) {
            case Content.Happened happened ->
                happened.event().investigation().investigationId().toString();
            case Content.ReceiverFailing failing -> "recur-receiver-" + failing.receiver();
            case Content.Digest digest -> message.id().toString();
            case Content.SilenceEnded ended -> message.id().toString();
            case Content.Test test -> message.id().toString();
        };
    }

    private static Action action(InvestigationEvent event) {
        if (event.event() == EventName.ESCALATED || event.event() == EventName.OPENED) {
            return Action.TRIGGER;
        }
        return switch (event.investigation().status()) {
            case OPEN -> Action.TRIGGER;
            case TRIAGED, INVESTIGATING, ACTIONS_AGREED, VERIFYING -> Action.ACKNOWLEDGE;
            case CLOSED, DISMISSED, ACCEPTED_RISK, WITHDRAWN -> Action.RESOLVE;
        };
    }

    private static ObjectNode event(Action action, String key, Message message, Letter letter, String routingKey) {
        var event = Json.object()
                .put("routing_key", routingKey)
                .put("event_action", action.name().toLowerCase(Locale.ROOT))
                .put("dedup_key", key)
                .put("client", "Recur");
        if (letter.link() != null) {
            event.put("client_url", letter.link().toString());
        }
        payload(event.putObject("payload"), message, letter);
        links(event.putArray("links"), letter);
        return event;
    }

    private static void payload(ObjectNode payload, Message message, Letter letter) {
        payload.put("summary", cut(letter.headline()))
                .put("timestamp", message.happenedAt().toString())
                .put("source", "recur")
                .put("severity", severity(message.content()));
        if (message.content() instanceof Content.Happened happened) {
            var investigation = happened.event().investigation();
            var component = investigation.group().get("component");
            if (component != null) {
                payload.put("component", component);
            }
            payload.put("group", investigation.rule().name()).put("class", "recurring failure");
        }
        details(payload.putObject("custom_details"), letter);
    }

    private static void details(ObjectNode details, Letter letter) {
        details.put("what happened", letter.lead());
        letter.facts().forEach(fact -> details.put(fact.name().toLowerCase(Locale.ROOT), fact.value()));
        if (!letter.bar().isEmpty()) {
            details.put("windows before", String.join("\n", letter.bar()));
        }
        var items = letter.items();
        if (!items.heading().isEmpty()) {
            details.put("list", items.heading());
            var list = details.putArray("items");
            items.shown().forEach(item -> list.add(item.text() + " (" + item.detail() + ")"));
            if (items.leftOut() > 0) {
                list.add("and " + items.leftOut() + " more");
            }
        }
        details.put("next", letter.next());
        letter.notes().stream()
                .filter(note -> note.link() == null)
                .forEach(note -> details.withArray("notes").add(note.text()));
    }

    private static void links(ArrayNode links, Letter letter) {
        letter.items().shown().forEach(item -> link(links, item.link(), item.text()));
        link(links, letter.items().all(), "All of the evidence");
        letter.notes().forEach(note -> link(links, note.link(), note.text()));
    }

    private static void link(ArrayNode links, @Nullable URI url, String text) {
        if (url != null) {
            links.addObject().put("href", url.toString()).put("text", text);
        }
    }

    private static String severity(Content content) {
        return switch (content) {
            case Content.Happened happened ->
                severity(happened.event().investigation().priority());
            case Content.ReceiverFailing failing -> "warning";
            case Content.Digest digest -> "info";
            case Content.SilenceEnded ended -> "info";
            case Content.Test test -> "info";
        };
    }

    private static String severity(Priority priority) {
        return switch (priority) {
            case URGENT -> "critical";
            case HIGH -> "error";
            case NORMAL -> "warning";
            case LOW -> "info";
        };
    }

    private static String cut(String summary) {
        return summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY - 1) + "…";
    }
}
