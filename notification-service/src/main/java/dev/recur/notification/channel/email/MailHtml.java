package dev.recur.notification.channel.email;

import dev.recur.notification.letter.Letter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A letter as HTML that every mail program shows: no style sheet, no image, nothing from elsewhere. */
final class MailHtml {

    private MailHtml() {}

    static String of(Letter letter) {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        html.append(escaped(letter.headline())).append("</title></head>\n<body style=\"font-family:sans-serif\">\n");
        html.append("<h2 style=\"border-left:6px solid ")
                .append(color(letter))
                .append(";padding-left:8px\">")
                .append(link(letter.link(), letter.headline()))
                .append("</h2>\n");
        paragraph(html, letter.lead());
        facts(html, letter);
        bar(html, letter);
        items(html, letter.items());
        html.append("<p><b>Next:</b> ").append(escaped(letter.next())).append("</p>\n");
        if (!letter.notes().isEmpty()) {
            html.append("<hr>\n");
            letter.notes()
                    .forEach(note -> html.append("<p style=\"color:#555;font-size:small\">")
                            .append(link(note.link(), note.text()))
                            .append("</p>\n"));
        }
        return html.append("</body></html>\n").toString();
    }

    private static void facts(StringBuilder html, Letter letter) {
        if (letter.facts().isEmpty()) {
            return;
        }
        html.append("<table>\n");
        letter.facts()
                .forEach(fact -> html.append("<tr><th align=\"left\">")
                        .append(escaped(fact.name()))
                        .append("</th><td>")
                        .append(escaped(fact.value()))
                        .append("</td></tr>\n"));
        html.append("</table>\n");
    }

    private static void bar(StringBuilder html, Letter letter) {
        if (!letter.bar().isEmpty()) {
            html.append("<p>The windows before:</p>\n<pre>");
            letter.bar().forEach(line -> html.append(escaped(line)).append('\n'));
            html.append("</pre>\n");
        }
    }

    private static void items(StringBuilder html, Letter.Items items) {
        if (items.heading().isEmpty()) {
            return;
        }
        html.append("<h3>").append(escaped(items.heading())).append("</h3>\n<ul>\n");
        items.shown()
                .forEach(item -> html.append("<li>")
                        .append(link(item.link(), item.text()))
                        .append(" <small>(")
                        .append(escaped(item.detail()))
                        .append(")</small></li>\n"));
        if (items.leftOut() > 0) {
            html.append("<li>")
                    .append(link(items.all(), "and " + items.leftOut() + " more"))
                    .append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private static void paragraph(StringBuilder html, String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private static String link(@Nullable URI url, String text) {
        return url == null ? escaped(text) : "<a href=\"" + escaped(url.toString()) + "\">" + escaped(text) + "</a>";
    }

    private static String color(Letter letter) {
        return switch (letter.tone()) {
            case ATTENTION -> "#c4314b";
            case GOOD -> "#237b4b";
            case NEUTRAL -> "#888888";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
