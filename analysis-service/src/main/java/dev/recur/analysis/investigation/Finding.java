package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.CountedIncidents;
import dev.recur.analysis.rule.Episode;
import dev.recur.analysis.rule.Evaluation;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.window.OrganisationCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a group does in a calendar window or an episode, as an investigation takes it over.
 *
 * @param peak decides which levels are reached
 * @param crossedAt {@code null} where the condition is not met
 */
public record Finding(
        Rule rule,
        Group group,
        Stretch stretch,
        BigDecimal observed,
        BigDecimal peak,
        @Nullable Instant crossedAt,
        CountedIncidents evidence) {

    public static Finding of(Rule rule, Group group, Stretch stretch, Evaluation evaluation) {
        return new Finding(
                rule,
                group,
                stretch,
                evaluation.observed(),
                evaluation.peak(),
                evaluation.crossedAt(),
                evaluation.evidence());
    }

    public static Finding of(Rule rule, Group group, Episode episode, Instant now) {
        var length = rule.definition().rolling().orElseThrow();
        return new Finding(
                rule,
                group,
                new Stretch(rule.definition().window(), episode.crossedAt().minus(length), episode.endedBy(now)),
                episode.peak(),
                episode.peak(),
                episode.crossedAt(),
                episode.evidence());
    }

    /** True unless all of it was imported. */
    public boolean isNews() {
        return evidence.stream().anyMatch(incident -> !incident.backfilled());
    }

    /** The highest level of {@code escalateAt} that is reached, zero when none is. */
    public BigDecimal level() {
        return rule.definition().escalateAt().stream()
                .filter(level -> peak.compareTo(level) >= 0)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
    }

    /** An investigation that it opens. */
    public Standing opened(UUID id, OrganisationCalendar calendar, Instant now) {
        return new Standing(
                id,
                rule.id(),
                rule.definition().name(),
                rule.version(),
                group,
                stretch,
                Status.OPEN,
                headline(calendar, now),
                rule.definition().priority(),
                rule.definition().condition().threshold(),
                observed,
                crossedAt == null ? now : crossedAt,
                now,
                now,
                false,
                evidence.size(),
                EvidenceDigest.of(evidence),
                level(),
                now,
                null,
                0,
                Standing.Work.NONE,
                null);
    }

    /** An investigation that stands, with what is found now. */
    public Standing takenOverBy(Standing before, OrganisationCalendar calendar, Instant now) {
        return new Standing(
                before.id(),
                rule.id(),
                rule.definition().name(),
                rule.version(),
                group,
                stretch,
                before.status(),
                headline(calendar, now),
                rule.definition().priority(),
                rule.definition().condition().threshold(),
                observed,
                crossedAt == null ? before.crossedAt() : crossedAt,
                before.openedAt(),
                now,
                before.belowThreshold(),
                evidence.size(),
                EvidenceDigest.of(evidence),
                before.escalatedTo(),
                before.toldAt(),
                before.updateDueAt(),
                before.sequence(),
                before.work(),
                null);
    }

    private String headline(OrganisationCalendar calendar, Instant now) {
        var seen = new Headline.Seen(observed, evidence.size(), crossedAt != null);
        return Headline.of(rule.definition(), group, seen, stretch, calendar, now);
    }
}
