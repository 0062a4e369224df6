package dev.recur.analysis.investigation;

import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.Investigation.Evidence;
import dev.recur.wire.investigation.Investigation.RuleReference;
import dev.recur.wire.investigation.Investigation.Transition;
import dev.recur.wire.investigation.Investigation.WindowBefore;
import dev.recur.wire.investigation.Investigation.WindowView;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An investigation as others see it. */
public final class InvestigationView {

    private static final int LONGEST_TITLE = 500;
    private static final int MOST_TRANSITIONS = 100;

    private InvestigationView() {}

    /**
     * The view.
     *
     * @param evidence all of it, in the order of time
     * @param most how many of it are listed, the latest
     */
    public static Investigation of(
            Standing standing,
            List<Evidence> evidence,
            int most,
            List<WindowBefore> history,
            List<Transition> transitions) {
        var latest = evidence.subList(Math.max(0, evidence.size() - most), evidence.size());
        return new Investigation(
                standing.id(),
                standing.status(),
                standing.headline(),
                standing.priority(),
                new RuleReference(standing.ruleId(), standing.ruleName(), standing.ruleVersion()),
                standing.group().sorted(),
                new WindowView(
                        standing.stretch().window().text(),
                        standing.stretch().from(),
                        standing.stretch().to()),
                standing.threshold(),
                standing.observed(),
                standing.crossedAt(),
                standing.openedAt(),
                standing.updatedAt(),
                standing.belowThreshold(),
                standing.evidenceCount(),
                latest,
                history,
                transitions.subList(Math.max(0, transitions.size() - MOST_TRANSITIONS), transitions.size()),
                standing.mergedInto());
    }

    /** A piece of evidence; a title of pages is cut, so that an event stays within a record of Kafka. */
    public static Evidence evidence(UUID incidentId, String title, Kind kind, Severity severity, Instant time) {
        return new Evidence(incidentId, cut(title), kind, severity, time);
    }

    private static String cut(String title) {
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    }
}
