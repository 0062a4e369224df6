package dev.recur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.infra.kafka.ExternalKafka;
import dev.recur.infra.postgres.EmbeddedPostgres;
import dev.recur.infra.postgres.ExternalPostgres;
import dev.recur.infra.process.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT extends PostgresContract {

    @Override
    Postgres start() {
        return EmbeddedPostgres.start(EmbeddedOptions.temporary());
    }

    @Test
    void a_kept_folder_brings_data_password_and_port_back(@TempDir Path folder) throws Exception {
        var options = EmbeddedOptions.durable(folder, FreePort.any());
        Database first;
        try (var postgres = EmbeddedPostgres.start(options)) {
            first = postgres.database("analysis");
            new Sql(first).run("create table kept (said text)");
        }
        try (var postgres = EmbeddedPostgres.start(options)) {
            var second = postgres.database("analysis");
            assertThat(second).isEqualTo(first);
            assertThat(new Sql(second).query("select count(*) from kept")).containsExactly("0");
            assertThat(new Sql(second).query("show fsync")).containsExactly("on");
        }
    }

    @Test
    void a_server_that_is_there_already_is_used_and_left_alone() throws Exception {
        try (var postgres = EmbeddedPostgres.start(EmbeddedOptions.temporary())) {
            var known = postgres.database("analysis");
            try (var infra = new Infra(
                    new ExternalKafka("127.0.0.1:9092"),
                    new ExternalPostgres(known.host(), known.port(), known.user(), known.password()))) {
                assertThat(infra.postgres().database("analysis")).isEqualTo(known);
                assertThatThrownBy(infra.postgres()::kill)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageNotContaining(known.password());
            }
            assertThat(new Sql(known).query("select 1")).containsExactly("1");
        }
    }

    @Test
    void a_port_in_use_is_said_with_the_servers_own_words() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = new EmbeddedOptions(Optional.empty(), taken.getLocalPort(), false);
            assertThatThrownBy(() -> EmbeddedPostgres.start(options))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("PostgreSQL ended while starting")
                    .hasMessageContaining("ould not");
        }
    }

    @Test
    void a_password_is_never_part_of_a_text() {
        assertThat(new Database("127.0.0.1", 5432, "analysis", "recur", "s3cret"))
                .asString()
                .doesNotContain("s3cret");
    }
}
