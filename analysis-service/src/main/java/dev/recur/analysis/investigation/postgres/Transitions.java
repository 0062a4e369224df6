package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.audit.Action;
import dev.recur.analysis.audit.postgres.AuditRows;
import dev.recur.analysis.investigation.Decision;
import dev.recur.analysis.investigation.EventsWaiting;
import dev.recur.analysis.investigation.Life;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.investigation.postgres.InvestigationReads.Versioned;
import dev.recur.analysis.metrics.AnalysisMetrics;
import dev.recur.analysis.postgres.Locks;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.service.audit.AuditEntry;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.trace.TraceParent;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Investigation.Transition;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.json.Json;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Steps in the life of an investigation that its group does not take: people's, and the end of a risk that they accepted.
 * Each is one transaction under the lock that the judge of the group takes, with the event that tells it.
 */
@ApplicationScoped
public class Transitions {

    private static final String RISK_ENDED = "risk_ended";
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final InvestigationReads reads;
    private final Event<EventsWaiting> eventsWaiting;
    private final Clock clock;
    private final AnalysisMetrics metrics;

    Transitions(
            Transactions transactions,
            InvestigationReads reads,
            Event<EventsWaiting> eventsWaiting,
            Clock clock,
            AnalysisMetrics metrics) {
        this.transactions = transactions;
        this.reads = reads;
        this.eventsWaiting = eventsWaiting;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Takes the step that somebody decided on.
     *
     * @param check throws unless the version is the one that they have seen
     * @return the investigation after it, nothing when there is none
     * @throws ProblemException 409 when the investigation cannot take that step from where it stands
     */
    public Optional<Versioned> take(UUID id, LongConsumer check, Decision decision, String actor) {
        var taken = transactions.run(statements -> locked(statements, id, standing -> {
            check.accept(TransitionRows.count(statements, id));
            var now = now();
            return switch (Life.decide(standing, decision, now)) {
                case Life.Outcome.Refused refused -> throw ProblemException.conflict(refused.why());
                case Life.Outcome.Taken(Standing next) -> {
                    var step = new Transition(
                            standing.status(),
                            next.status(),
                            now,
                            actor,
                            decision.note(),
                            next.work().riskUntil());
                    var told = store(statements, next, step, EventName.TRANSITIONED, null);
                    AuditRows.add(statements, entry(id, step));
                    yield new Versioned(
                            reads.view(statements, told, InvestigationReads.MOST_EVIDENCE),
                            TransitionRows.count(statements, id));
                }
            };
        }));
        eventsWaiting.fire(new EventsWaiting());
        return taken;
    }

    private static AuditEntry entry(UUID id, Transition step) {
        var from = step.from();
        var before = Json.object().put("status", from == null ? null : from.wireName());
        var after = Json.object().put("status", step.to().wireName()).put("note", step.note());
        return AuditRows.entry(
                step.at(), step.by(), Action.INVESTIGATION_TRANSITIONED, "investigation/" + id, before, after);
    }

    /** Opens again what is over; true when more may be. However many instances do it, each is opened once. */
    public boolean endRisks() {
        var ended = transactions.run(statements -> InvestigationRows.endedRisks(statements, clock.instant(), AT_ONCE));
        ended.forEach(this::endRisk);
        if (!ended.isEmpty()) {
            eventsWaiting.fire(new EventsWaiting());
        }
        return ended.size() == AT_ONCE;
    }

    private void endRisk(UUID id) {
        transactions.run(statements -> locked(statements, id, standing -> {
            var now = now();
            if (Life.isRiskOver(standing, now)) {
                var next = Life.afterRisk(standing, now);
                var step = new Transition(standing.status(), next.status(), now, "recur", RISK_ENDED);
                return store(statements, next, step, EventName.OPENED, RISK_ENDED);
            }
            return standing;
        }));
    }

    /** Whoever judges the group, and whoever else would move the investigation, waits. */
    private static <T> Optional<T> locked(Statements statements, UUID id, Function<Standing, T> work) {
        Locks.rulesShared(statements);
        return InvestigationRows.find(statements, id).flatMap(seen -> {
            Locks.group(statements, seen.ruleId(), seen.group().key());
            return InvestigationRows.find(statements, id).map(work);
        });
    }

    private Standing store(
            Statements statements, Standing next, Transition step, EventName event, @Nullable String change) {
        var told = next.told(step.at());
        InvestigationRows.save(statements, told);
        TransitionRows.add(statements, told.id(), step);
        var view = reads.view(statements, told, InvestigationEvent.MOST_EVIDENCE);
        OutboxRows.add(
                statements,
                new InvestigationEvent(event, change, told.sequence(), view),
                TraceParent.of(Span.current()),
                step.at());
        metrics.told(event);
        return told;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
