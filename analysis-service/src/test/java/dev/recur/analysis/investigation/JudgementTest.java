package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Reports;
import dev.recur.analysis.Rules;
import dev.recur.analysis.investigation.Judgement.Step;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedIncidents;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {

    private static final Instant TOLD = Instant.parse("2026-02-03T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Stretch QUARTER = new Stretch(
            Window.parse("quarter"), Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));

    /** Rows: what stands, what is observed now, whether the rule would open, after how long; and what comes of it. */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("the same again is nothing", open(), 4, true, MINUTE, Status.OPEN, null, null),
                row(
                        "more evidence is told at once after a minute",
                        open(),
                        5,
                        true,
                        MINUTE,
                        Status.OPEN,
                        "updated",
                        null),
                row(
                        "before the minute is over it is held",
                        open(),
                        5,
                        true,
                        MINUTE.minusNanos(1000),
                        Status.OPEN,
                        null,
                        null),
                row("less evidence is told too", open(), 3, true, MINUTE, Status.OPEN, "updated", null),
                row("a level is told as such, at once", open(), 8, true, Duration.ZERO, Status.OPEN, "escalated", null),
                row(
                        "below it, without a hand on it: withdrawn",
                        open(),
                        3,
                        false,
                        Duration.ZERO,
                        Status.WITHDRAWN,
                        "withdrawn",
                        null),
                row("withdrawn stays so", at(Status.WITHDRAWN), 2, false, MINUTE, Status.WITHDRAWN, null, null),
                row("it holds again", at(Status.WITHDRAWN), 4, true, Duration.ZERO, Status.OPEN, "opened", "reopened"),
                row(
                        "below it, worked on: marked",
                        at(Status.TRIAGED),
                        3,
                        false,
                        Duration.ZERO,
                        Status.TRIAGED,
                        "updated",
                        "below_threshold"),
                row("marked once", standing(1, Status.TRIAGED, 4, true), 4, false, MINUTE, Status.TRIAGED, null, null),
                row(
                        "above it again",
                        standing(1, Status.TRIAGED, 4, true),
                        4,
                        true,
                        Duration.ZERO,
                        Status.TRIAGED,
                        "updated",
                        "above_threshold"),
                row(
                        "worked on, more evidence",
                        at(Status.VERIFYING),
                        5,
                        true,
                        MINUTE,
                        Status.VERIFYING,
                        "updated",
                        null),
                row("worked on, a level", at(Status.CLOSED), 9, true, Duration.ZERO, Status.CLOSED, "escalated", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rows(
            String sentence,
            Standing before,
            int observed,
            boolean holds,
            Duration later,
            Status status,
            @Nullable String event,
            @Nullable String change) {
        var judgement = Judgement.revise(before, observing(before, observed), holds, level(observed), TOLD.plus(later));

        assertThat(judgement.next().status()).isEqualTo(status);
        var name = judgement.event();
        assertThat(name == null ? null : name.wireName()).isEqualTo(event);
        assertThat(judgement.change()).isEqualTo(change);
        var step = status == before.status() ? null : new Step(before.status(), status);
        assertThat(judgement.transition()).isEqualTo(step);
        assertThat(judgement.next().belowThreshold()).isEqualTo(!holds && before.isWorkedOn());
    }

    @Test
    void a_held_change_is_told_when_its_minute_is_over_although_nothing_changed_since() {
        var before = open();
        var held = Judgement.revise(before, observing(before, 5), true, level(5), TOLD.plusSeconds(10))
                .next();
        assertThat(held.updateDueAt()).isEqualTo(TOLD.plus(MINUTE));

        var early = Judgement.revise(held, observing(held, 5), true, level(5), TOLD.plusSeconds(59));
        var due = Judgement.revise(held, observing(held, 5), true, level(5), TOLD.plus(MINUTE));

        assertThat(early.event()).isNull();
        assertThat(due.event()).isEqualTo(EventName.UPDATED);
        assertThat(due.next().updateDueAt()).isNull();
    }

    @Test
    void one_judging_tells_only_the_highest_level_and_each_only_once_ever() {
        var before = open();
        var escalated = Judgement.revise(before, observing(before, 16), true, level(16), TOLD.plus(MINUTE));
        assertThat(escalated.event()).isEqualTo(EventName.ESCALATED);
        assertThat(escalated.next().escalatedTo()).isEqualByComparingTo("16");

        var fallen = Judgement.revise(
                escalated.next(), observing(escalated.next(), 7), true, level(7), TOLD.plusSeconds(200));
        var risen =
                Judgement.revise(fallen.next(), observing(fallen.next(), 16), true, level(16), TOLD.plusSeconds(400));

        assertThat(fallen.event()).isEqualTo(EventName.UPDATED);
        assertThat(risen.event()).isEqualTo(EventName.UPDATED);
        assertThat(risen.next().escalatedTo()).isEqualByComparingTo("16");
    }

    @Test
    void a_level_that_is_reached_when_it_comes_back_is_told_by_the_reopening() {
        var before = at(Status.WITHDRAWN);
        var reopened = Judgement.revise(before, observing(before, 8), true, level(8), TOLD);

        assertThat(reopened.event()).isEqualTo(EventName.OPENED);
        assertThat(reopened.next().escalatedTo()).isEqualByComparingTo("8");
    }

    @ParameterizedTest
    @EnumSource(names = {"CLOSED", "DISMISSED", "ACCEPTED_RISK"})
    void what_people_are_done_with_gathers_evidence_silently(Status status) {
        var before = at(status);

        var judgement = Judgement.revise(before, observing(before, 5), true, level(5), TOLD.plus(MINUTE));

        assertThat(judgement.event()).isNull();
        assertThat(judgement.next().evidenceCount()).isEqualTo(5);
        assertThat(judgement.next().updateDueAt()).isNull();
    }

    @Test
    void a_withdrawn_one_shows_what_its_group_does_now_and_tells_nobody() {
        var before = at(Status.WITHDRAWN);

        var judgement = Judgement.revise(before, observing(before, 0), false, level(0), TOLD.plus(MINUTE));

        assertThat(judgement.event()).isNull();
        assertThat(judgement.transition()).isNull();
        assertThat(judgement.next().status()).isEqualTo(Status.WITHDRAWN);
        assertThat(judgement.next().observed()).isEqualByComparingTo("0");
        assertThat(judgement.next().evidenceCount()).isZero();
    }

    @Test
    void a_new_version_of_the_rule_is_taken_over_silently() {
        var before = open();

        var judgement = Judgement.revise(before, standing(2, Status.OPEN, 4, false), true, level(4), TOLD.plus(MINUTE));

        assertThat(judgement.event()).isNull();
        assertThat(judgement.next().ruleVersion()).isEqualTo(2);
    }

    @Test
    void a_corrected_time_of_the_crossing_is_shown_silently() {
        var corrected = standing(1, Status.OPEN, 4, false, TOLD.minusSeconds(60));

        var judgement = Judgement.revise(open(), corrected, true, level(4), TOLD.plus(MINUTE));

        assertThat(judgement.event()).isNull();
        assertThat(judgement.next().crossedAt()).isEqualTo(TOLD.minusSeconds(60));
    }

    @Test
    void opening_tells_and_has_no_step_before_it() {
        var judgement = Judgement.open(open());

        assertThat(judgement.event()).isEqualTo(EventName.OPENED);
        assertThat(judgement.transition()).isEqualTo(new Step(null, Status.OPEN));
    }

    private static BigDecimal level(int observed) {
        return BigDecimal.valueOf(observed >= 16 ? 16 : observed >= 8 ? 8 : 0);
    }

    private static Standing open() {
        return at(Status.OPEN);
    }

    static Standing at(Status status) {
        return standing(1, status, 4, false);
    }

    private static Standing observing(Standing before, int observed) {
        var now = standing(1, before.status(), observed, before.belowThreshold());
        return now.at(before.status(), before.belowThreshold(), before.escalatedTo(), before.updateDueAt());
    }

    private static Standing standing(int version, Status status, int observed, boolean below) {
        return standing(version, status, observed, below, TOLD);
    }

    private static Standing standing(int version, Status status, int observed, boolean below, Instant crossedAt) {
        var evidence = Stream.iterate(0, i -> i + 1)
                .limit(observed)
                .map(i -> new Counted(Reports.incident("i" + i), Reports.NOON, false, true, false, BigDecimal.ZERO))
                .toList();
        return new Standing(
                Reports.incident("investigation"),
                Rules.ID,
                "r",
                version,
                new Group(Map.of("component", "a")),
                QUARTER,
                status,
                "h",
                Priority.NORMAL,
                BigDecimal.valueOf(4),
                BigDecimal.valueOf(observed),
                crossedAt,
                TOLD,
                TOLD,
                below,
                evidence.size(),
                EvidenceDigest.of(CountedIncidents.copyOf(evidence)),
                BigDecimal.ZERO,
                TOLD,
                null,
                1,
                new Standing.Work(status != Status.OPEN && status != Status.WITHDRAWN, null),
                null);
    }

    private static Arguments row(
            String sentence,
            Standing before,
            int observed,
            boolean holds,
            Duration later,
            Status status,
            @Nullable String event,
            @Nullable String change) {
        return Arguments.of(sentence, before, observed, holds, later, status, event, change);
    }
}
