package dev.recur.analysis.investigation;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an investigation, given what its group does in its window now: a pure function.
 *
 * @param next as it is to be stored, but for the sequence, which the event takes
 * @param event what to tell, if anything
 * @param change why, where the event alone does not say it
 * @param transition the automatic step that it takes, if any
 */
public record Judgement(
        Standing next,
        @Nullable EventName event,
        @Nullable String change,
        @Nullable Step transition) {

    /** Evidence may change many times a minute; it is told once. */
    static final Duration BETWEEN_UPDATES = Duration.ofMinutes(1);

    /** An automatic transition. */
    public record Step(@Nullable Status from, Status to) {}

    /** What a group does that has no investigation: opens one. */
    public static Judgement open(Standing opened) {
        return new Judgement(opened, EventName.OPENED, null, new Step(null, Status.OPEN));
    }

    /** The same told as the notice that more are opened than are told. */
    public Judgement asNotice(int most) {
        var notice = Telling.notice(next.ruleName(), most, next.headline());
        return new Judgement(next.withHeadline(notice), event, Telling.TOO_MANY_OPENINGS, transition);
    }

    /** The same without a word. */
    public Judgement untold() {
        return new Judgement(next, null, null, transition);
    }

    /**
     * What becomes of one that stands.
     *
     * @param before as it is stored
     * @param now the same with what the group does now
     * @param holds whether it would be opened now
     * @param level the highest level of {@code escalateAt} that is reached, zero when none is
     */
    public static Judgement revise(Standing before, Standing now, boolean holds, BigDecimal level, Instant at) {
        if (before.status() == Status.WITHDRAWN) {
            return holds ? reopened(now, level) : quiet(isSame(before, now) ? before : stillWithdrawn(before, now));
        }
        if (!holds && !before.isWorkedOn()) {
            var withdrawn = now.at(Status.WITHDRAWN, false, now.escalatedTo(), null);
            return new Judgement(
                    withdrawn,
                    EventName.WITHDRAWN,
                    now.mergedInto() == null ? null : "merged",
                    new Step(before.status(), Status.WITHDRAWN));
        }
        var below = !holds;
        if (holds && level.compareTo(before.escalatedTo()) > 0) {
            return new Judgement(now.at(before.status(), below, level, null), EventName.ESCALATED, null, null);
        }
        if (below != before.belowThreshold()) {
            var change = below ? "below_threshold" : "above_threshold";
            return new Judgement(
                    now.at(before.status(), below, before.escalatedTo(), null), EventName.UPDATED, change, null);
        }
        return evidence(before, now.at(before.status(), below, before.escalatedTo(), before.updateDueAt()), at);
    }

    private static Judgement reopened(Standing now, BigDecimal level) {
        var told = level.max(now.escalatedTo());
        return new Judgement(
                now.at(Status.OPEN, false, told, null),
                EventName.OPENED,
                "reopened",
                new Step(Status.WITHDRAWN, Status.OPEN));
    }

    /** What is shown of it is what its group does now, however little that has become. */
    private static Standing stillWithdrawn(Standing before, Standing now) {
        return now.at(Status.WITHDRAWN, false, before.escalatedTo(), null);
    }

    private static Judgement evidence(Standing before, Standing now, Instant at) {
        if (hasSameEvidence(before, now) && before.updateDueAt() == null) {
            return quiet(isSame(before, now) ? before : now);
        }
        if (before.isSettled()) {
            return quiet(now.at(now.status(), now.belowThreshold(), now.escalatedTo(), null));
        }
        var due = before.toldAt().plus(BETWEEN_UPDATES);
        if (!at.isBefore(due)) {
            return new Judgement(
                    now.at(now.status(), now.belowThreshold(), now.escalatedTo(), null), EventName.UPDATED, null, null);
        }
        return quiet(now.at(now.status(), now.belowThreshold(), now.escalatedTo(), due));
    }

    private static boolean hasSameEvidence(Standing before, Standing now) {
        return now.evidenceDigest().equals(before.evidenceDigest())
                && now.observed().compareTo(before.observed()) == 0;
    }

    /** Where the evidence is the same, what else is shown of it may not be: a time in it may have been corrected. */
    private static boolean isSame(Standing before, Standing now) {
        return hasSameEvidence(before, now)
                && now.ruleVersion() == before.ruleVersion()
                && now.crossedAt().equals(before.crossedAt())
                && now.stretch().equals(before.stretch());
    }

    private static Judgement quiet(Standing next) {
        return new Judgement(next, null, null, null);
    }
}
