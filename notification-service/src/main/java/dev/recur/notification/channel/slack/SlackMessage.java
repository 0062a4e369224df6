package dev.recur.notification.channel.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.notification.letter.Letter;
import dev.recur.notification.letter.Letter.Item;
import dev.recur.wire.json.Json;
import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A letter as Slack's blocks, within Slack's limits; {@code text} is what notifications and screen readers get. */
final class SlackMessage {

    /** Slack refuses messages of somewhat more characters as a whole. */
    static final int LONGEST = 10_000;

    private static final int LONGEST_HEADER = 150;
    private static final int LONGEST_SECTION = 3_000;
    private static final int LONGEST_FIELD = 2_000;
    private static final int MOST_FIELDS = 10;

    private SlackMessage() {}

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
        var message = Json.object().put("text", cut(escaped(letter.headline()), LONGEST_SECTION));
        var blocks = message.putArray("blocks");
        block(blocks, "header").set("text", plain(fitting(letter.headline(), LONGEST_HEADER)));
        section(blocks, opening(letter));
        fields(blocks, letter);
        if (!letter.bar().isEmpty()) {
            section(blocks, "```" + escaped(String.join("\n", letter.bar())) + "```");
        }
        items(blocks, letter);
        section(blocks, "*Next:* " + escaped(letter.next()));
        notes(blocks, letter);
        return message;
    }

    /** The header has no room for every headline, and no links. */
    private static String opening(Letter letter) {
        var lead = escaped(letter.lead());
        var whole = escaped(letter.headline()).length() > LONGEST_HEADER
                ? "*" + escaped(letter.headline()) + "*\n" + lead
                : lead;
        return letter.link() == null ? whole : whole + " " + link(letter.link(), "Open it");
    }

    private static void fields(ArrayNode blocks, Letter letter) {
        if (letter.facts().isEmpty()) {
            return;
        }
        var fields = block(blocks, "section").putArray("fields");
        letter.facts().stream()
                .limit(MOST_FIELDS)
                .forEach(fact -> fields.add(
                        markdown(cut("*" + escaped(fact.name()) + "*\n" + escaped(fact.value()), LONGEST_FIELD))));
    }

    private static void items(ArrayNode blocks, Letter letter) {
        var items = letter.items();
        if (items.heading().isEmpty()) {
            return;
        }
        var more = items.leftOut() == 0 ? "" : "\n" + link(items.all(), "and " + items.leftOut() + " more");
        var room = LONGEST_SECTION - items.heading().length() - more.length() - 10;
        var shown = items.shown();
        var lines = shown.stream().map(SlackMessage::line).collect(Collectors.joining("\n"));
        if (lines.length() > room) {
            items(blocks, letter.withItems(shown.size() - 1));
        } else {
            section(blocks, "*" + escaped(items.heading()) + "*\n" + lines + more);
        }
    }

    private static String line(Item item) {
        return "• " + link(item.link(), item.text()) + " (" + escaped(item.detail()) + ")";
    }

    private static void notes(ArrayNode blocks, Letter letter) {
        if (letter.notes().isEmpty()) {
            return;
        }
        var elements = block(blocks, "context").putArray("elements");
        letter.notes()
                .forEach(note -> elements.add(markdown(cut(
                        note.link() == null ? escaped(note.text()) : link(note.link(), note.text()), LONGEST_FIELD))));
    }

    private static void section(ArrayNode blocks, String text) {
        block(blocks, "section").set("text", markdown(cut(text, LONGEST_SECTION)));
    }

    private static ObjectNode block(ArrayNode blocks, String type) {
        return blocks.addObject().put("type", type);
    }

    private static ObjectNode plain(String text) {
        return Json.object().put("type", "plain_text").put("text", text).put("emoji", false);
    }

    private static ObjectNode markdown(String text) {
        return Json.object().put("type", "mrkdwn").put("text", text).put("verbatim", true);
    }

    private static String link(@Nullable URI url, String text) {
        return url == null ? escaped(text) : "<" + escaped(url.toString()) + "|" + escaped(text) + ">";
    }

    /** Slack's three: without them nobody's title is a link, a channel or everybody's name. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** As much of a text as fits when it is escaped. */
    private static String fitting(String text, int longest) {
        var kept = text;
        while (escaped(kept).length() > longest) {
            kept = cut(kept, kept.length() - 1);
        }
        return escaped(kept);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
