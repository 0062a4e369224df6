package dev.recur.notification.letter;

import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.Status;
import org.jspecify.annotations.Nullable;

/** What an event means to a person: what happened, and what happens next. */
record Story(String headline, String lead, String next) {

    private static final String REOPENED = "reopened";
    private static final String RISK_ENDED = "risk_ended";

    private static final String TRIAGE = "Look at the evidence and triage it, dismiss it or accept the risk. Incidents"
            + " that follow are added to it; corrections that take the pattern away withdraw it.";

    static Story of(InvestigationEvent event) {
        var investigation = event.investigation();
        var headline = Texts.line(investigation.headline(), InvestigationLetter.LONGEST_HEADLINE);
        return switch (event.event()) {
            case OPENED -> opened(event.change(), headline, investigation);
            case UPDATED -> updated(headline, investigation);
            case ESCALATED ->
                new Story(
                        "Escalated: " + headline,
                        "It went on: " + Texts.number(investigation.observed())
                                + " is a further level that its rule names.",
                        whatIsToBeDone(investigation.status()));
            case WITHDRAWN ->
                new Story(
                        "Withdrawn: " + headline,
                        "Corrections took the pattern away before anybody had worked on it.",
                        "Nothing is to be done. If the pattern comes back, it is opened again.");
            case TRANSITIONED -> transitioned(headline, investigation);
        };
    }

    private static Story opened(@Nullable String change, String headline, Investigation investigation) {
        return switch (change) {
            case REOPENED ->
                new Story(
                        "Open again: " + headline,
                        "Corrections had taken the pattern away; now it holds again.",
                        TRIAGE);
            case RISK_ENDED ->
                new Story(
                        "Accepted risk has ended: " + headline,
                        "The risk was accepted until now, so the investigation is open again.",
                        "Decide again: work on it, or accept the risk for another while.");
            case null, default ->
                new Story(
                        headline,
                        "The rule asks for " + Texts.number(investigation.threshold()) + " and observed "
                                + Texts.number(investigation.observed()) + ".",
                        TRIAGE);
        };
    }

    private static Story updated(String headline, Investigation investigation) {
        return investigation.belowThreshold()
                ? new Story(
                        "Below the threshold now: " + headline,
                        "Corrections took the condition away after work had begun.",
                        "It stays as it is until somebody closes or dismisses it.")
                : new Story(
                        "Updated: " + headline,
                        "The evidence has changed: it is " + Texts.count(investigation.evidenceCount(), "incident")
                                + " now.",
                        whatIsToBeDone(investigation.status()));
    }

    private static Story transitioned(String headline, Investigation investigation) {
        var status = investigation.status();
        var lead = investigation.transitions().isEmpty()
                ? "It changed its state."
                : step(investigation.transitions().getLast());
        return new Story("Now " + Texts.words(status.wireName()) + ": " + headline, lead, whatIsToBeDone(status));
    }

    private static String step(Investigation.Transition transition) {
        var from = transition.from() == null
                ? ""
                : " from " + Texts.words(transition.from().wireName());
        var note = transition.note() == null ? "." : ": “" + Texts.line(transition.note(), 500) + "”.";
        return Texts.line(transition.by(), 200) + " took it" + from + " to "
                + Texts.words(transition.to().wireName()) + note;
    }

    private static String whatIsToBeDone(Status status) {
        return switch (status) {
            case OPEN -> TRIAGE;
            case TRIAGED -> "It waits for somebody to investigate it.";
            case INVESTIGATING -> "It is being investigated; next, actions are agreed.";
            case ACTIONS_AGREED -> "The actions that were agreed are to be carried out, then verified.";
            case VERIFYING -> "It is watched whether the actions help; then it is closed.";
            case CLOSED -> "It keeps its window: what follows is added, and told only when it escalates.";
            case DISMISSED -> "It was dismissed: what follows is added, and told only when it escalates.";
            case ACCEPTED_RISK -> "The risk is accepted for a while; when that ends, it is opened again.";
            case WITHDRAWN -> "Nothing is to be done.";
        };
    }
}
