package dev.recur.notification.letter;

import dev.recur.notification.channel.Content;
import dev.recur.notification.letter.Letter.Fact;
import dev.recur.notification.letter.Letter.Item;
import dev.recur.notification.letter.Letter.Items;
import dev.recur.notification.letter.Letter.Note;
import dev.recur.notification.letter.Letter.Tone;
import dev.recur.wire.investigation.InvestigationEvent;
import java.util.List;

/** What happened to several investigations, told at once. */
final class SummaryLetters {

    private static final int MOST_EVENTS = 30;

    private SummaryLetters() {}

    static Letter digest(Content.Digest digest, Links links, List<Note> notes) {
        var investigations = investigations(digest.events());
        var headline = digest.eventCount() == 0
                ? "Nothing new, " + Texts.span(digest.from(), digest.to())
                : Texts.count(digest.eventCount(), "event") + " of " + Texts.count(investigations, "investigation")
                        + ", " + Texts.span(digest.from(), digest.to());
        return new Letter(
                Tone.NEUTRAL,
                headline,
                "This is what the subscription asked for, gathered.",
                null,
                List.of(),
                List.of(),
                items("What happened", digest.events(), digest.eventCount(), links),
                "The next digest comes when something has happened again.",
                notes);
    }

    static Letter silenceEnded(Content.SilenceEnded ended, Links links, List<Note> notes) {
        var where = Texts.line(ended.where(), 300);
        return new Letter(
                Tone.NEUTRAL,
                "The silence of " + where + " has ended: it held back " + Texts.count(ended.heldBackCount(), "message"),
                ended.heldBackCount() == 0
                        ? "Nothing happened that you would have been told of."
                        : "This is what you would have been told of.",
                null,
                List.of(
                        new Fact("Where", where),
                        new Fact("Reason", Texts.line(ended.reason(), 500)),
                        new Fact("Time", Texts.span(ended.startsAt(), ended.endsAt()))),
                List.of(),
                items("Held back", ended.heldBack(), ended.heldBackCount(), links),
                "From now on you are told at once again. The investigations are as they would have been.",
                notes);
    }

    private static int investigations(List<InvestigationEvent> events) {
        return (int) events.stream()
                .map(event -> event.investigation().investigationId())
                .distinct()
                .count();
    }

    private static Items items(String heading, List<InvestigationEvent> events, int count, Links links) {
        if (count == 0) {
            return Items.NONE;
        }
        var shown = events.stream()
                .skip(Math.max(0, events.size() - MOST_EVENTS))
                .map(event -> item(event, links))
                .toList();
        return new Items(heading, shown, Math.max(0, count - shown.size()), null);
    }

    private static Item item(InvestigationEvent event, Links links) {
        var investigation = event.investigation();
        return new Item(
                Story.of(event).headline(),
                investigation.priority().wireName() + ", "
                        + Texts.count(investigation.evidenceCount(), "incident") + ", "
                        + Texts.time(investigation.updatedAt()),
                links.investigation(investigation.investigationId()));
    }
}
