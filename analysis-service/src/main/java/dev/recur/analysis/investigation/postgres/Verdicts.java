package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.incident.postgres.TraceRows;
import dev.recur.analysis.investigation.Finding;
import dev.recur.analysis.investigation.InvestigationView;
import dev.recur.analysis.investigation.Judgement;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.RulesConfig;
import dev.recur.service.trace.TraceParent;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Investigation.Transition;
import dev.recur.wire.investigation.Investigation.WindowBefore;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.window.OrganisationCalendar;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores what a judging found: investigations, their automatic steps, and in the outbox what is to be told. */
@ApplicationScoped
class Verdicts {

    private final OrganisationCalendar calendar;
    private final RulesConfig config;
    private final AnalysisMetrics metrics;
    private final Tracer tracer;

    Verdicts(OrganisationCalendar calendar, RulesConfig config, AnalysisMetrics metrics, Tracer tracer) {
        this.calendar = calendar;
        this.config = config;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    void open(Statements statements, UUID id, Finding finding, Instant now) {
        var opening = Judgement.open(finding.opened(id, calendar, now));
        var most = config.maxOpeningsPerHour();
        var judgement = switch (Openings.telling(statements, finding.rule().id(), most, now)) {
            case BY_ITSELF -> opening;
            case AS_NOTICE -> opening.asNotice(most);
            case NOT -> opening.untold();
        };
        store(statements, null, finding, judgement, now);
    }

    /**
     * Revises one that stands.
     *
     * @param updates gets what nobody is told of; everything else is stored at once
     * @param holds whether it would be opened now
     * @param mergedInto which other its episode has become part of, if that is why it does not
     */
    void revise(
            Statements statements,
            Updates updates,
            Standing before,
            Finding finding,
            boolean holds,
            Optional<UUID> mergedInto,
            Instant now) {
        var next = finding.takenOverBy(before, calendar, now).mergedInto(mergedInto);
        var judgement = Judgement.revise(before, next, holds, finding.level(), now);
        if (judgement.next().equals(before)) {
            if (finding.evidence().size() > BasisRows.MOST_EVIDENCE) {
                // the same incidents, but times that were corrected make others of them the latest
                updates.add(before.id(), finding.evidence());
            }
        } else if (judgement.event() == null
                && judgement.transition() == null
                && !hasOtherWindowsBefore(before, judgement.next())) {
            updates.add(judgement.next(), finding.evidence());
        } else {
            store(statements, before, finding, judgement, now);
        }
    }

    private void store(
            Statements statements, @Nullable Standing before, Finding finding, Judgement judgement, Instant now) {
        var event = judgement.event();
        var next = event == null ? judgement.next() : judgement.next().told(now);
        InvestigationRows.save(statements, next);
        var evidence = finding.evidence();
        var history = keptHistory(statements, before, next)
                .orElseGet(() -> WindowsBefore.of(statements, calendar, finding.rule(), next.group(), next.stretch()));
        BasisRows.save(statements, next.id(), evidence, history);
        var step = judgement.transition();
        if (step != null) {
            var by = "rule " + finding.rule().definition().name() + " v"
                    + finding.rule().version();
            TransitionRows.add(
                    statements, next.id(), new Transition(step.from(), step.to(), now, by, judgement.change()));
        }
        if (event != null) {
            var latest =
                    evidence.subList(Math.max(0, evidence.size() - InvestigationEvent.MOST_EVIDENCE), evidence.size());
            var latestIds = latest.stream().map(Counted::incidentId).toList();
            var view = InvestigationView.of(
                    next,
                    EvidenceRows.of(statements, latestIds),
                    InvestigationEvent.MOST_EVIDENCE,
                    history,
                    TransitionRows.of(statements, next.id()));
            metrics.told(event);
            OutboxRows.add(
                    statements,
                    new InvestigationEvent(event, judgement.change(), next.sequence(), view),
                    traceparent(statements, next, event, latestIds),
                    now);
        }
    }

    private static boolean hasOtherWindowsBefore(@Nullable Standing before, Standing next) {
        return before == null
                || before.ruleVersion() != next.ruleVersion()
                || !before.stretch().from().equals(next.stretch().from());
    }

    /** The windows before as they were counted last: whatever changes in them has them counted again. */
    private static Optional<List<WindowBefore>> keptHistory(
            Statements statements, @Nullable Standing before, Standing next) {
        return hasOtherWindowsBefore(before, next)
                ? Optional.empty()
                : Optional.ofNullable(BasisRows.ask(statements, List.of(next.id()), 0)
                                .get()
                                .get(next.id()))
                        .map(BasisRows.Basis::history);
    }

    /** Goes on with the trace of the last report of the evidence that came with one. */
    private @Nullable String traceparent(
            Statements statements, Standing standing, EventName event, List<UUID> evidence) {
        var trace = TraceRows.latest(statements, evidence);
        var span = tracer.spanBuilder("investigation " + event.wireName())
                .setParent(TraceParent.parent(trace))
                .setAttribute("recur.investigation.id", standing.id().toString())
                .setAttribute("recur.rule.id", standing.ruleId().toString())
                .startSpan();
        span.end();
        return TraceParent.of(span);
    }
}
