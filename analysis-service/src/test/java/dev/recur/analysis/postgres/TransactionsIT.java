package dev.recur.analysis.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.analysis.RealServers;
import dev.recur.analysis.postgres.Transactions.Statements;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TransactionsIT {

    /** More than there are connections. */
    private static final int MANY = 50;

    private static final String NUMBER = "select count(*) from judgement_due where due_at = '9998-01-01'";

    @Inject
    Transactions transactions;

    @Test
    void who_reads_sees_one_moment() {
        var seen = transactions.read(statements -> {
            var before = number(statements);
            transactions.run(TransactionsIT::write);
            return new long[] {before, number(statements)};
        });

        assertThat(seen).containsExactly(0, 0);
        assertThat(transactions.read(TransactionsIT::number)).isEqualTo(1);
        transactions.run(statements -> statements.run("delete from judgement_due where due_at = '9998-01-01'"));
    }

    @Test
    void who_reads_cannot_write_and_leaves_nothing_to_whoever_comes_next() {
        for (int i = 0; i < MANY; i++) {
            assertThatThrownBy(() -> transactions.read(TransactionsIT::write)).hasMessageContaining("read-only");
            assertThat(transactions.read(TransactionsIT::number)).isZero();
            assertThat(transactions.<Long>run(statements -> statements
                            .run("select txid_current() where current_setting('transaction_read_only') = 'off'")
                            .iterator()
                            .next()
                            .getLong(0)))
                    .isPositive();
        }
    }

    private static Object write(Statements statements) {
        return statements.run("insert into judgement_due values ($1, 'group', '9998-01-01')", UUID.randomUUID());
    }

    private static long number(Statements statements) {
        return statements.run(NUMBER).iterator().next().getLong(0);
    }
}
