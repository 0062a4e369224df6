package dev.recur.notification.channel.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.notification.letter.Letter;
import dev.recur.notification.letter.Letter.Items;
import dev.recur.wire.json.Json;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A letter as an Adaptive Card in a message of Teams. Text is in runs, not in text blocks: those read Markdown, and
 * nobody's title is to become a link.
 */
final class TeamsCard {

    /** Teams refuses cards of 28 kB. */
    static final int LONGEST = 27_000;

    private static final Map<String, String> BOLD = Map.of("weight", "Bolder");
    private static final Map<String, String> SMALL = Map.of("size", "Small", "isSubtle", "true");

    private TeamsCard() {}

    /** With as many of the letter's items as fit. */
    static byte[] of(Letter letter) {
        var items = letter.items().shown().size();
        var message = Json.write(message(letter));
        while (message.length > LONGEST && items > 0) {
            items--;
            message = Json.write(message(letter.withItems(items)));
        }
        return message;
    }

    private static ObjectNode message(Letter letter) {
        var message = Json.object().put("type", "message");
        var attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        var card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.2")
                .put("fallbackText", letter.headline());
        card.putObject("msteams").put("width", "full");
        fill(card.putArray("body"), letter);
        if (letter.link() != null) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Open it")
                    .put("url", letter.link().toString());
        }
        return message;
    }

    private static void fill(ArrayNode body, Letter letter) {
        run(line(body), letter.headline(), null, Map.of("weight", "Bolder", "size", "Medium", "color", color(letter)));
        run(line(body), letter.lead(), null, Map.of());
        for (var fact : letter.facts()) {
            var line = line(body);
            run(line, fact.name() + ": ", null, BOLD);
            run(line, fact.value(), null, Map.of());
        }
        for (var bar : letter.bar()) {
            run(line(body), bar.replace(' ', '\u00a0'), null, Map.of("fontType", "Monospace", "size", "Small"));
        }
        items(body, letter.items());
        var next = line(body);
        run(next, "Next: ", null, BOLD);
        run(next, letter.next(), null, Map.of());
        letter.notes().forEach(note -> run(line(body), note.text(), note.link(), SMALL));
    }

    private static void items(ArrayNode body, Items items) {
        if (items.heading().isEmpty()) {
            return;
        }
        run(line(body), items.heading(), null, BOLD);
        for (var item : items.shown()) {
            var line = line(body);
            run(line, "• ", null, Map.of());
            run(line, item.text(), item.link(), Map.of());
            run(line, " (" + item.detail() + ")", null, SMALL);
        }
        if (items.leftOut() > 0) {
            run(line(body), "and " + items.leftOut() + " more", items.all(), Map.of());
        }
    }

    private static ArrayNode line(ArrayNode body) {
        return body.addObject().put("type", "RichTextBlock").putArray("inlines");
    }

    private static void run(ArrayNode line, String text, @Nullable URI link, Map<String, String> style) {
        var run = line.addObject().put("type", "TextRun").put("text", text);
        style.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(one -> {
            if (one.getKey().equals("isSubtle")) {
                run.put("isSubtle", true);
            } else {
                run.put(one.getKey(), one.getValue());
            }
        });
        if (link != null) {
            run.putObject("selectAction").put("type", "Action.OpenUrl").put("url", link.toString());
        }
    }

    private static String color(Letter letter) {
        return switch (letter.tone()) {
            case ATTENTION -> "Attention";
            case GOOD -> "Good";
            case NEUTRAL -> "Default";
        };
    }
}
