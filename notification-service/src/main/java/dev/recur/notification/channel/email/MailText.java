package dev.recur.notification.channel.email;

import dev.recur.notification.letter.Letter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A letter as plain text. */
final class MailText {

    private MailText() {}

    static String of(Letter letter) {
        var text = new StringBuilder();
        text.append(letter.headline()).append("\n\n").append(letter.lead()).append('\n');
        link(text, "", letter.link());
        if (!letter.facts().isEmpty()) {
            text.append('\n');
            letter.facts()
                    .forEach(fact -> text.append(fact.name())
                            .append(": ")
                            .append(fact.value())
                            .append('\n'));
        }
        if (!letter.bar().isEmpty()) {
            text.append("\nThe windows before:\n\n");
            letter.bar().forEach(line -> text.append("  ").append(line).append('\n'));
        }
        items(text, letter.items());
        text.append("\nNext: ").append(letter.next()).append('\n');
        if (!letter.notes().isEmpty()) {
            text.append("\n--\n");
            letter.notes().forEach(note -> {
                text.append(note.text()).append('\n');
                link(text, "", note.link());
            });
        }
        return text.toString();
    }

    private static void items(StringBuilder text, Letter.Items items) {
        if (items.heading().isEmpty()) {
            return;
        }
        text.append('\n').append(items.heading()).append("\n\n");
        items.shown().forEach(item -> {
            text.append("  * ")
                    .append(item.text())
                    .append(" (")
                    .append(item.detail())
                    .append(")\n");
            link(text, "    ", item.link());
        });
        if (items.leftOut() > 0) {
            text.append("  and ").append(items.leftOut()).append(" more\n");
            link(text, "    ", items.all());
        }
    }

    private static void link(StringBuilder text, String indent, @Nullable URI link) {
        if (link != null) {
            text.append(indent).append(link).append('\n');
        }
    }
}
