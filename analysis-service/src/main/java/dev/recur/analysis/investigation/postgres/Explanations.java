package dev.recur.analysis.investigation.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.analysis.investigation.Explanation;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.rule.RulesConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What is stored, for the explanation of an investigation. */
@ApplicationScoped
public class Explanations {

    private static final int MOST_EVIDENCE = 500;

    private final Transactions transactions;
    private final InvestigationReads reads;
    private final RulesConfig config;
    private final Clock clock;

    Explanations(Transactions transactions, InvestigationReads reads, RulesConfig config, Clock clock) {
        this.transactions = transactions;
        this.reads = reads;
        this.config = config;
        this.clock = clock;
    }

    public Optional<ObjectNode> of(UUID id) {
        return transactions.read(statements -> InvestigationRows.find(statements, id)
                .map(standing -> {
                    var rule = InvestigationRows.ruleOf(statements, standing);
                    var now = clock.instant();
                    var evidence = EvidenceReads.of(statements, rule, standing, now);
                    var news = (int) evidence.stream()
                            .filter(incident -> !incident.backfilled())
                            .count();
                    return new Explanation(rule, standing, news, config.lateness(), now)
                            .toJson(reads.view(statements, standing, MOST_EVIDENCE));
                }));
    }
}
