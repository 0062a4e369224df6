package dev.recur.notification.letter;

import dev.recur.notification.letter.Letter.Fact;
import dev.recur.notification.letter.Letter.Item;
import dev.recur.notification.letter.Letter.Items;
import dev.recur.notification.letter.Letter.Note;
import dev.recur.notification.letter.Letter.Tone;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened to an investigation, to be read by those who are to act on it. */
final class InvestigationLetter {

    /** More evidence than this is not read in a message. */
    private static final int MOST_EVIDENCE = 10;

    private static final int LONGEST_TITLE = 200;
    static final int LONGEST_HEADLINE = 300;

    private final InvestigationEvent event;
    private final Investigation investigation;
    private final Links links;

    InvestigationLetter(InvestigationEvent event, Links links) {
        this.event = event;
        this.investigation = event.investigation();
        this.links = links;
    }

    Letter write(List<Note> notes) {
        var story = Story.of(event);
        return new Letter(
                tone(),
                story.headline(),
                story.lead(),
                links.investigation(investigation.investigationId()),
                facts(),
                Bars.of(investigation),
                evidence(),
                story.next(),
                notes);
    }

    private Tone tone() {
        return switch (event.event()) {
            case OPENED, ESCALATED -> Tone.ATTENTION;
            case WITHDRAWN -> Tone.GOOD;
            case UPDATED -> Tone.NEUTRAL;
            case TRANSITIONED -> investigation.status() == Status.CLOSED ? Tone.GOOD : Tone.NEUTRAL;
        };
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(
                "Observed",
                Texts.number(investigation.observed()) + " (threshold " + Texts.number(investigation.threshold())
                        + ")"));
        facts.add(new Fact("Window", window()));
        facts.add(new Fact("Crossed", Texts.time(investigation.crossedAt())));
        if (!investigation.group().isEmpty()) {
            facts.add(new Fact(
                    "Group",
                    new TreeMap<>(investigation.group())
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + Texts.line(entry.getValue(), LONGEST_TITLE))
                                    .collect(Collectors.joining(", "))));
        }
        var rule = investigation.rule();
        facts.add(new Fact("Rule", Texts.line(rule.name(), LONGEST_TITLE) + ", version " + rule.version()));
        facts.add(new Fact("Priority", investigation.priority().wireName()));
        facts.add(new Fact("Status", Texts.words(investigation.status().wireName())));
        return facts;
    }

    private String window() {
        var window = investigation.window();
        var type = Texts.line(window.type(), 40);
        return window.to() == null
                ? type + ", since " + Texts.time(window.from()) + " and still running"
                : type + ", " + Texts.span(window.from(), window.to());
    }

    private Items evidence() {
        var known = investigation.evidence();
        var items = known.stream()
                .skip(Math.max(0, known.size() - MOST_EVIDENCE))
                .map(one -> new Item(
                        Texts.line(one.title(), LONGEST_TITLE),
                        Texts.words(one.kind().wireName()) + ", "
                                + one.severity().wireName() + ", " + Texts.time(one.occurredAt()),
                        links.incident(one.incidentId())))
                .toList();
        return new Items(
                "Evidence: " + Texts.count(investigation.evidenceCount(), "incident"),
                items,
                Math.max(0, investigation.evidenceCount() - items.size()),
                links.evidence(investigation.investigationId()));
    }
}
