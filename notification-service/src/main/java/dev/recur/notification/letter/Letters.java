package dev.recur.notification.letter;

import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.Message;
import dev.recur.notification.letter.Letter.Note;
import java.util.ArrayList;
import java.util.List;

/** Writes messages as letters; the same message is always the same letter, but for the token that ends its subscription. */
public final class Letters {

    private final Links links;

    public Letters(Links links) {
        this.links = links;
    }

    public Letter write(Message message) {
        return switch (message.content()) {
            case Content.Happened happened ->
                new InvestigationLetter(happened.event(), links).write(notes(message, silencing(happened)));
            case Content.Digest digest -> SummaryLetters.digest(digest, links, notes(message));
            case Content.SilenceEnded ended -> SummaryLetters.silenceEnded(ended, links, notes(message));
            case Content.ReceiverFailing failing -> ServiceLetters.receiverFailing(failing, links, notes(message));
            case Content.Test test -> ServiceLetters.test(test);
        };
    }

    /** The matchers of a silence that would hold back what is like this. */
    private static Note silencing(Content.Happened happened) {
        var where = Matching.of(happened.event().investigation());
        return new Note("To silence these: POST /api/v1/silences with where " + where + ", a reason and an end.", null);
    }

    private List<Note> notes(Message message, Note... first) {
        var notes = new ArrayList<>(List.of(first));
        var subscribed = message.subscribed();
        if (subscribed != null) {
            var name = Texts.line(subscribed.name(), 200);
            var link = links.unsubscribe(subscribed.subscriptionId());
            notes.add(new Note(
                    link == null
                            ? "You are told because of the subscription “" + name + "”; to end it: DELETE"
                                    + " /api/v1/subscriptions/" + subscribed.subscriptionId() + "."
                            : "You are told because of the subscription “" + name + "”; follow this to end it.",
                    link));
        }
        return notes;
    }
}
