package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An investigation as it is stored. Of its evidence a digest is kept here, which tells a change; the ids of the latest are
 * kept beside it, for whoever looks.
 *
 * @param escalatedTo the highest level that has been told, zero before the first
 * @param toldAt when its latest event was written
 * @param updateDueAt when a change that has not been told may be
 * @param sequence of its latest event
 * @param work what people have made of it
 * @param mergedInto which other its episode has become part of
 */
public record Standing(
        UUID id,
        UUID ruleId,
        String ruleName,
        int ruleVersion,
        Group group,
        Stretch stretch,
        Status status,
        String headline,
        Priority priority,
        BigDecimal threshold,
        BigDecimal observed,
        Instant crossedAt,
        Instant openedAt,
        Instant updatedAt,
        boolean belowThreshold,
        int evidenceCount,
        EvidenceDigest evidenceDigest,
        BigDecimal escalatedTo,
        Instant toldAt,
        @Nullable Instant updateDueAt,
        long sequence,
        Work work,
        @Nullable UUID mergedInto) {

    /**
     * What people have made of an investigation.
     *
     * @param begun whether anybody has ever made a transition
     * @param riskUntil when the risk that they accepted is open again
     */
    public record Work(boolean begun, @Nullable Instant riskUntil) {

        /** Nobody has made a transition. */
        public static final Work NONE = new Work(false, null);
    }

    /** True if a person has made a transition: then nothing is withdrawn behind their back. */
    public boolean isWorkedOn() {
        return work.begun();
    }

    /** True if people are done with it: more evidence is then added, and told only at a level of {@code escalateAt}. */
    public boolean isSettled() {
        return status == Status.CLOSED || status == Status.DISMISSED || status == Status.ACCEPTED_RISK;
    }

    /** True if its condition was met the last time that it was judged. */
    public boolean holds() {
        return !belowThreshold && status != Status.WITHDRAWN;
    }

    /** The same with its next event told. */
    public Standing told(Instant at) {
        return with(headline, status, updatedAt, belowThreshold, escalatedTo, at, null, sequence + 1, work);
    }

    /** The same at another point of its life. */
    Standing at(Status next, boolean below, BigDecimal escalated, @Nullable Instant due) {
        return with(headline, next, updatedAt, below, escalated, toldAt, due, sequence, work);
    }

    /** The same after a step that people took, or that the end of what they accepted takes. */
    public Standing moved(Status next, Work made, Instant at) {
        return with(headline, next, at, belowThreshold, escalatedTo, toldAt, updateDueAt, sequence, made);
    }

    /** The same under the sentence of another day: a window that was this one has become an earlier one. */
    public Standing withHeadline(String sentence) {
        return with(sentence, status, updatedAt, belowThreshold, escalatedTo, toldAt, updateDueAt, sequence, work);
    }

    /** The same as part of another. */
    public Standing mergedInto(Optional<UUID> other) {
        return new Standing(
                id,
                ruleId,
                ruleName,
                ruleVersion,
                group,
                stretch,
                status,
                headline,
                priority,
                threshold,
                observed,
                crossedAt,
                openedAt,
                updatedAt,
                belowThreshold,
                evidenceCount,
                evidenceDigest,
                escalatedTo,
                toldAt,
                updateDueAt,
                sequence,
                work,
                other.orElse(null));
    }

    private Standing with(
            String sentence,
            Status next,
            Instant updated,
            boolean below,
            BigDecimal escalated,
            Instant told,
            @Nullable Instant due,
            long number,
            Work made) {
        return new Standing(
                id,
                ruleId,
                ruleName,
                ruleVersion,
                group,
                stretch,
                next,
                sentence,
                priority,
                threshold,
                observed,
                crossedAt,
                openedAt,
                updated,
                below,
                evidenceCount,
                evidenceDigest,
                escalated,
                told,
                due,
                number,
                made,
                mergedInto);
    }
}
