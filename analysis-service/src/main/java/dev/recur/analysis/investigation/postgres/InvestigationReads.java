package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.incident.Incident;
import dev.recur.analysis.investigation.Headline;
import dev.recur.analysis.investigation.InvestigationView;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.investigation.postgres.InvestigationQuery.After;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.GroupIncidents;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.window.OrganisationCalendar;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Investigations for whoever looks at them; their evidence is derived each time, so that it is what is counted now. */
@ApplicationScoped
public class InvestigationReads {

    static final int MOST_EVIDENCE = 500;
    private static final int PORTION = 500;

    private final Transactions transactions;
    private final OrganisationCalendar calendar;
    private final Clock clock;

    InvestigationReads(Transactions transactions, OrganisationCalendar calendar, Clock clock) {
        this.clock = clock;
        this.transactions = transactions;
        this.calendar = calendar;
    }

    /** The latest opened first. */
    public List<Investigation> page(InvestigationQuery query, @Nullable After start, int most) {
        return transactions.run(statements -> {
            var found = new ArrayList<Investigation>();
            var after = start;
            while (true) {
                var portion = portion(statements, query, after);
                for (var standing : portion) {
                    after = new After(standing.openedAt(), standing.id());
                    if (query.matches(standing)) {
                        found.add(view(statements, standing, MOST_EVIDENCE));
                        if (found.size() == most) {
                            return found;
                        }
                    }
                }
                if (portion.size() < PORTION) {
                    return found;
                }
            }
        });
    }

    /**
     * An investigation, and how often it has moved.
     *
     * @param version counts its transitions: that is what people edit, while evidence comes as it does
     */
    public record Versioned(Investigation investigation, long version) {}

    public Optional<Versioned> find(UUID id) {
        return transactions.run(statements -> InvestigationRows.find(statements, id)
                .map(standing -> new Versioned(
                        view(statements, standing, MOST_EVIDENCE), InvestigationRows.version(statements, id))));
    }

    /** All evidence of an investigation, in the order of time. */
    public Optional<List<Incident>> evidence(UUID id) {
        return transactions.run(
                statements -> InvestigationRows.find(statements, id).map(standing -> evidence(statements, standing)));
    }

    /** As others see it now. */
    Investigation view(Statements statements, Standing standing, int mostEvidence) {
        var rule = InvestigationRows.ruleOf(statements, standing);
        return InvestigationView.of(
                standing.withHeadline(Headline.of(
                        rule.definition(),
                        standing.group(),
                        new Headline.Seen(standing.observed(), standing.evidenceCount(), standing.holds()),
                        standing.stretch(),
                        calendar,
                        clock.instant())),
                latest(statements, rule, standing, mostEvidence),
                mostEvidence,
                WindowsBefore.of(statements, calendar, rule, standing.group(), standing.stretch()),
                InvestigationRows.transitions(statements, standing.id()));
    }

    private List<Incident> latest(Statements statements, Rule rule, Standing standing, int most) {
        var evidence = EvidenceReads.of(statements, rule, standing, clock.instant());
        return GroupIncidents.whole(statements, evidence.subList(Math.max(0, evidence.size() - most), evidence.size()));
    }

    private List<Incident> evidence(Statements statements, Standing standing) {
        var rule = InvestigationRows.ruleOf(statements, standing);
        return GroupIncidents.whole(statements, EvidenceReads.of(statements, rule, standing, clock.instant()));
    }

    private static List<Standing> portion(Statements statements, InvestigationQuery query, @Nullable After after) {
        var sql = query.sql(after, PORTION);
        var standing = new ArrayList<Standing>();
        for (Row row : statements.run(sql.text(), sql.parameters().toArray())) {
            standing.add(InvestigationRows.standing(row));
        }
        return standing;
    }
}
