package dev.recur.analysis.investigation.postgres;

import static java.util.stream.Collectors.toSet;

import dev.recur.analysis.investigation.Headline;
import dev.recur.analysis.investigation.InvestigationView;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.investigation.postgres.BasisRows.Basis;
import dev.recur.analysis.investigation.postgres.InvestigationQuery.After;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.Investigation.Evidence;
import dev.recur.wire.window.OrganisationCalendar;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Investigations for whoever looks at them, with what they were last judged by. */
@ApplicationScoped
public class InvestigationReads {

    static final int MOST_EVIDENCE = BasisRows.MOST_EVIDENCE;

    /** What a page of investigations lists of their incidents, all together. */
    private static final int EVIDENCE_OF_A_PAGE = 1000;

    private static final int LEAST_EVIDENCE = 20;
    private static final int PORTION = 500;

    private final Transactions transactions;
    private final OrganisationCalendar calendar;
    private final Clock clock;

    InvestigationReads(Transactions transactions, OrganisationCalendar calendar, Clock clock) {
        this.clock = clock;
        this.transactions = transactions;
        this.calendar = calendar;
    }

    /**
     * The latest opened first. A page of many lists the more of the evidence of each the fewer they are, as those of busy groups
     * would be megabytes.
     */
    public List<Investigation> page(InvestigationQuery query, @Nullable After start, int most) {
        return transactions.read(statements -> {
            var found = new ArrayList<Standing>();
            var after = start;
            while (true) {
                var portion = portion(statements, query, after);
                for (var standing : portion) {
                    after = new After(standing.openedAt(), standing.id());
                    if (query.matches(standing)) {
                        found.add(standing);
                        if (found.size() == most) {
                            return views(statements, found);
                        }
                    }
                }
                if (portion.size() < PORTION) {
                    return views(statements, found);
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
        return transactions.read(statements -> {
            var version = TransitionRows.askCount(statements, id);
            return InvestigationRows.find(statements, id)
                    .map(standing -> new Versioned(view(statements, standing, MOST_EVIDENCE), version.get()));
        });
    }

    /** A position in the evidence: after an incident. */
    public record AfterEvidence(Instant time, UUID incidentId) {

        private boolean isBefore(Counted counted) {
            var byTime = time.compareTo(counted.time());
            return byTime < 0
                    || (byTime == 0
                            && incidentId
                                            .toString()
                                            .compareTo(counted.incidentId().toString())
                                    < 0);
        }
    }

    /** Of all evidence of an investigation, in the order of time, so much after a position. */
    public Optional<List<Evidence>> evidence(UUID id, @Nullable AfterEvidence after, int most) {
        return transactions.read(statements ->
                InvestigationRows.find(statements, id).map(standing -> evidence(statements, standing, after, most)));
    }

    private List<Investigation> views(Statements statements, List<Standing> page) {
        var ofEach = EVIDENCE_OF_A_PAGE / Math.max(1, page.size());
        return views(statements, page, Math.clamp(ofEach, LEAST_EVIDENCE, MOST_EVIDENCE));
    }

    /** As others see it now. */
    Investigation view(Statements statements, Standing standing, int mostEvidence) {
        return views(statements, List.of(standing), mostEvidence).getFirst();
    }

    private List<Investigation> views(Statements statements, List<Standing> all, int mostEvidence) {
        var ids = all.stream().map(Standing::id).toList();
        var asked = InvestigationRows.askRules(statements, all);
        var stored = BasisRows.ask(statements, ids, mostEvidence);
        var lives = TransitionRows.ask(statements, ids);
        var rules = asked.get();
        var bases = new HashMap<>(stored.get());
        for (int i = 0; i < all.size(); i++) {
            var standing = all.get(i);
            if (!bases.containsKey(standing.id())) {
                bases.put(standing.id(), counted(statements, rules.get(i), standing, mostEvidence));
            }
        }
        var evidence = EvidenceRows.of(
                statements,
                bases.values().stream()
                        .flatMap(basis -> basis.evidence().stream())
                        .collect(toSet()));
        var transitions = lives.get();
        var views = new ArrayList<Investigation>();
        for (int i = 0; i < all.size(); i++) {
            var standing = all.get(i);
            var basis = Objects.requireNonNull(bases.get(standing.id()));
            views.add(InvestigationView.of(
                    standing.withHeadline(headline(rules.get(i), standing)),
                    // in the order that their times have now
                    evidence.stream()
                            .filter(item -> basis.evidence().contains(item.incidentId()))
                            .toList(),
                    mostEvidence,
                    basis.history(),
                    transitions.getOrDefault(standing.id(), List.of())));
        }
        return views;
    }

    private String headline(Rule rule, Standing standing) {
        return Headline.of(
                rule.definition(),
                standing.group(),
                new Headline.Seen(standing.observed(), standing.evidenceCount(), standing.holds()),
                standing.stretch(),
                calendar,
                clock.instant());
    }

    /** What no judging has left yet. */
    private Basis counted(Statements statements, Rule rule, Standing standing, int mostEvidence) {
        var evidence = EvidenceReads.of(statements, rule, standing, clock.instant());
        return new Basis(
                evidence.stream()
                        .skip(Math.max(0, evidence.size() - mostEvidence))
                        .map(Counted::incidentId)
                        .collect(toSet()),
                WindowsBefore.of(statements, calendar, rule, standing.group(), standing.stretch()));
    }

    private List<Evidence> evidence(Statements statements, Standing standing, @Nullable AfterEvidence after, int most) {
        var rule = InvestigationRows.ruleOf(statements, standing);
        return EvidenceRows.of(
                statements,
                EvidenceReads.of(statements, rule, standing, clock.instant()).stream()
                        .filter(counted -> after == null || after.isBefore(counted))
                        .limit(most)
                        .map(Counted::incidentId)
                        .toList());
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
