package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.investigation.postgres.OutboxRows;
import dev.recur.analysis.investigation.postgres.OutboxRows.Waiting;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.analysis.postgres.Transactions.Statements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In transactions of its own: the running relay, which would publish them, never sees these events. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OutboxOrderIT {

    /** No relay works on it. */
    private static final int SLOT = 99;

    private static final String ADD = "insert into outbox (slot, investigation_id, sequence, ce_type, ce_time, payload)"
            + " values ($1, $2, $3, 't', now(), ''::bytea)";

    @Inject
    Transactions transactions;

    @Test
    void an_event_is_published_only_when_those_before_it_of_its_investigation_are() {
        var one = Reports.incident("one");
        var other = Reports.incident("other");
        transactions.run(statements -> {
            add(statements, one, 1);
            add(statements, one, 2);
            add(statements, other, 1);
            add(statements, one, 3);

            var first = OutboxRows.oldest(statements, SLOT, 100);
            OutboxRows.remove(statements, first);
            var second = OutboxRows.oldest(statements, SLOT, 100);
            OutboxRows.remove(statements, second);
            var third = OutboxRows.oldest(statements, SLOT, 100);
            OutboxRows.remove(statements, third);

            assertThat(names(first)).containsExactly(one + " 1", other + " 1");
            assertThat(names(second)).containsExactly(one + " 2");
            assertThat(names(third)).containsExactly(one + " 3");
            return statements;
        });
    }

    private static void add(Statements statements, UUID investigation, long sequence) {
        statements.run(ADD, (short) SLOT, investigation, sequence);
    }

    private static List<String> names(List<Waiting> events) {
        return events.stream()
                .map(event -> event.investigationId() + " " + event.sequence())
                .toList();
    }
}
