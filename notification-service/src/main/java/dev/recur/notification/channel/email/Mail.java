package dev.recur.notification.channel.email;

import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.letter.Letter;
import dev.recur.notification.letter.Links;
import dev.recur.notification.receiver.MailAddress;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.util.List;

/** A letter as a mail: text and HTML, with headers by which mail programs thread it, file it and let people out. */
final class Mail {

    private Mail() {}

    static MailMessage of(Message message, Letter letter, Links links, MailAddress from, List<MailAddress> to) {
        return new MailMessage()
                .setFrom("Recur <" + from.text() + ">")
                .setTo(to.stream().map(MailAddress::text).toList())
                .setSubject("[Recur] " + letter.headline())
                .setText(MailText.of(letter))
                .setHtml(MailHtml.of(letter))
                .setHeaders(headers(message, links, from.domain()));
    }

    private static MultiMap headers(Message message, Links links, String domain) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        headers.set("Message-ID", "<" + message.id() + "@" + domain + ">");
        headers.set("Auto-Submitted", "auto-generated");
        if (message.content() instanceof Content.Happened happened) {
            // nobody gets a mail of this id: what has it in common is one thread, whichever of it came first
            var thread = "<investigation." + happened.event().investigation().investigationId() + "@" + domain + ">";
            headers.set("References", thread);
            headers.set("In-Reply-To", thread);
        }
        var subscribed = message.subscribed();
        if (subscribed != null) {
            headers.set("List-Id", "<" + subscribed.subscriptionId() + ".recur." + domain + ">");
            var out = links.unsubscribe(subscribed.subscriptionId());
            if (out != null) {
                headers.set("List-Unsubscribe", "<" + out + ">");
                headers.set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }
        return headers;
    }
}
