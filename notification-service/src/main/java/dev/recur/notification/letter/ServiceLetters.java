package dev.recur.notification.letter;

import dev.recur.notification.channel.Content;
import dev.recur.notification.letter.Letter.Fact;
import dev.recur.notification.letter.Letter.Items;
import dev.recur.notification.letter.Letter.Note;
import dev.recur.notification.letter.Letter.Tone;
import java.util.List;

/** What the service tells of itself. */
final class ServiceLetters {

    private ServiceLetters() {}

    static Letter receiverFailing(Content.ReceiverFailing failing, Links links, List<Note> notes) {
        return new Letter(
                Tone.ATTENTION,
                "The receiver " + failing.receiver() + " is failing: "
                        + Texts.count(failing.deadDeliveries(), "message") + " could not be delivered",
                "Every attempt failed, up to the end of the schedule or to an answer that asks for no more.",
                links.deliveries(failing.receiver()),
                List.of(
                        new Fact("Receiver", failing.receiver()),
                        new Fact("Last reason", Texts.words(failing.reason().wireName())),
                        new Fact("Since", Texts.time(failing.since()))),
                List.of(),
                Items.NONE,
                "Repair the receiver and try it (POST /api/v1/receivers/" + failing.receiver()
                        + "/test), then send again what it missed (POST …/replay).",
                notes);
    }

    static Letter test(Content.Test test) {
        return new Letter(
                Tone.NEUTRAL,
                "A test of Recur: nothing has happened",
                "If you read this, the receiver " + test.receiver() + " works.",
                null,
                List.of(),
                List.of(),
                Items.NONE,
                "Nothing is to be done.",
                List.of());
    }
}
