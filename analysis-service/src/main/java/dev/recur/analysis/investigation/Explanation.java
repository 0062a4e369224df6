package dev.recur.analysis.investigation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RuleWriter;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Why an investigation is what it is: the rule at its version, what was counted, and what would change it. */
public final class Explanation {

    private final Rule rule;
    private final Standing standing;
    private final Duration lateness;
    private final Instant now;
    private final int news;

    /**
     * The explanation of an investigation.
     *
     * @param rule at the version that it was judged by last
     * @param news how much of its evidence is not backfilled
     */
    public Explanation(Rule rule, Standing standing, int news, Duration lateness, Instant now) {
        this.rule = rule;
        this.standing = standing;
        this.news = news;
        this.lateness = lateness;
        this.now = now;
    }

    /** As JSON, with the investigation as others see it. */
    public ObjectNode toJson(Investigation view) {
        var json = Json.object();
        json.put("investigationId", standing.id().toString());
        json.put("sentence", view.headline());
        json.set("rule", RuleWriter.view(rule));
        var seen = InvestigationEventCodec.toJson(view);
        for (var member : List.of(
                "status",
                "group",
                "window",
                "threshold",
                "observed",
                "crossedAt",
                "openedAt",
                "belowThreshold",
                "evidenceCount",
                "evidence",
                "history")) {
            json.set(member, seen.get(member));
        }
        var because = json.putArray("because");
        because().forEach(because::add);
        var wouldChange = json.putArray("wouldChange");
        wouldChange().forEach(wouldChange::add);
        return json;
    }

    private List<String> because() {
        var reasons = new ArrayList<String>();
        reasons.add((standing.belowThreshold() || standing.status() == Status.WITHDRAWN
                        ? "The condition was met at "
                        : "The condition has been met since ")
                + standing.crossedAt() + ": " + asked() + ", and " + text(standing.observed()) + " "
                + (isOne() ? "was" : "were") + " observed.");
        var end = standing.stretch().to();
        if (end == null || end.isAfter(now)) {
            reasons.add("It is not over, so that every report counts.");
        } else {
            reasons.add("It ended at " + end + ", after the rule became active at " + rule.activeFrom()
                    + ", and what was recorded before " + end.plus(lateness) + " had met the condition already.");
        }
        reasons.add(news + " of its " + standing.evidenceCount() + " incidents "
                + (standing.evidenceCount() == 1 ? "is" : "are")
                + " not backfilled: at least one has to be, or an import of the past would page people.");
        return reasons;
    }

    private List<String> wouldChange() {
        var changes = new ArrayList<String>();
        changes.add(
                standing.isWorkedOn()
                        ? "It is marked as below the threshold when corrections take the condition away; somebody works on it."
                        : "It is withdrawn when corrections take the condition away: " + asked() + ".");
        rule.definition().escalateAt().stream()
                .filter(level -> level.compareTo(standing.escalatedTo()) > 0)
                .findFirst()
                .ifPresent(level -> changes.add("It is told again as escalated at " + text(level) + "."));
        if (news == 1) {
            changes.add("It is withdrawn when the one incident that is not backfilled is taken away.");
        }
        var end = standing.stretch().to();
        if (end == null) {
            changes.add("It ends by itself once time has passed without more of the same.");
        }
        return changes;
    }

    private boolean isOne() {
        return standing.observed().compareTo(BigDecimal.ONE) == 0;
    }

    private String asked() {
        return switch (rule.definition().condition()) {
            case Condition.Count count -> "at least " + count.atLeast() + " in the window are asked for";
            case Condition.Sum sum ->
                "at least " + text(sum.atLeast()) + " of " + sum.measure() + " in the window are asked for";
            case Condition.Share share ->
                "a share of at least " + text(share.atLeast()) + " of at least " + share.minimumCount()
                        + " is asked for" + (share.of() == null ? "" : ", of those with " + share.of());
            case Condition.Change change ->
                "at least " + change.minimumCount() + " are asked for, and " + text(change.factor())
                        + " times the mean of the " + change.over() + " windows before";
            case Condition.AfterMarker after ->
                "at least " + after.minimumCount() + " within " + after.within() + " of a marker " + after.marker()
                        + " are asked for, at " + text(after.factor()) + " times the rate of the rest of the window";
            case Condition.Silence silence ->
                "nothing for " + text(silence.threshold()) + " days from a group that has reported before is asked for";
        };
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
