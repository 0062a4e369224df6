package dev.recur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What a PostgreSQL of ours promises, wherever it runs. */
abstract class PostgresContract {

    /** A new one, on a free port, with temporary data. */
    abstract Postgres start();

    @Test
    void what_was_committed_survives_kill_9() throws Exception {
        try (var postgres = start()) {
            var port = postgres.port();
            var sql = new Sql(postgres.database("analysis"));
            assertThat(sql.query("show server_version_num"))
                    .singleElement()
                    .asString()
                    .startsWith("18");
            sql.run("create table fact (said text)");
            sql.run("insert into fact values ('before')");

            postgres.kill();
            assertThat(postgres.running()).isFalse();
            postgres.restart();

            assertThat(postgres.port()).isEqualTo(port);
            sql.run("insert into fact values ('after')");
            assertThat(sql.query("select said from fact order by said")).containsExactly("after", "before");
        }
    }

    @Test
    void a_paused_server_answers_when_it_is_resumed_and_not_before() throws Exception {
        try (var postgres = start()) {
            var sql = new Sql(postgres.database("analysis"));
            postgres.pause();
            var answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return sql.query("select 1");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

            postgres.resume();

            assertThat(answer.get(30, TimeUnit.SECONDS)).containsExactly("1");
        }
    }

    @Test
    void a_paused_server_can_be_restarted() throws Exception {
        try (var postgres = start()) {
            var sql = new Sql(postgres.database("analysis"));
            postgres.pause();

            postgres.restart();

            assertThat(sql.query("select 1")).containsExactly("1");
        }
    }
}
