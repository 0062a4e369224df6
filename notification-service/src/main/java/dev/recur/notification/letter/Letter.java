package dev.recur.notification.letter;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is to be read.
 *
 * @param headline the sentence that a person would say
 * @param lead what happened, in a sentence or two
 * @param link to what it is about
 * @param bar the windows before as lines of a chart, for a font of one width
 * @param items the evidence, or the events of a summary; the latest last
 * @param next what happens next, or is to be done
 * @param notes why the reader gets it, and how that ends
 */
public record Letter(
        Tone tone,
        String headline,
        String lead,
        @Nullable URI link,
        List<Fact> facts,
        List<String> bar,
        Items items,
        String next,
        List<Note> notes) {

    public Letter {
        facts = List.copyOf(facts);
        bar = List.copyOf(bar);
        notes = List.copyOf(notes);
    }

    /** How it should look, where a channel has colours. */
    public enum Tone {
        ATTENTION,
        GOOD,
        NEUTRAL
    }

    /** One thing to know, with its name. */
    public record Fact(String name, String value) {}

    /**
     * A list.
     *
     * @param leftOut how many more there are
     * @param all where they are
     */
    public record Items(
            String heading,
            List<Item> shown,
            int leftOut,
            @Nullable URI all) {

        static final Items NONE = new Items("", List.of(), 0, null);

        public Items {
            shown = List.copyOf(shown);
        }

        /** The last of them, as many as that. */
        public Items last(int count) {
            var kept = Math.min(count, shown.size());
            return new Items(
                    heading, shown.subList(shown.size() - kept, shown.size()), leftOut + shown.size() - kept, all);
        }
    }

    /** One of a list, with what is to be said in smaller print. */
    public record Item(String text, String detail, @Nullable URI link) {}

    /** A sentence at the end, with a link where there is one. */
    public record Note(String text, @Nullable URI link) {}

    /** The same letter with no more of its items than that. */
    public Letter withItems(int most) {
        return new Letter(tone, headline, lead, link, facts, bar, items.last(most), next, notes);
    }
}
