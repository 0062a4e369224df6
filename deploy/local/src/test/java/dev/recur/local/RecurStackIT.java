package dev.recur.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.Infra;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecurStackIT {

    @TempDir
    static Path home;

    static Infra infra;

    @BeforeAll
    static void start() throws Exception {
        FakeProject.in(home);
        infra = Infra.start();
    }

    @AfterAll
    static void stop() {
        infra.close();
    }

    private static StackOptions options() {
        return StackOptions.temporary().withHome(home);
    }

    @Test
    void the_whole_starts_on_its_own_servers_and_leaves_nothing_behind() throws Exception {
        Path logs;
        try (var recur = RecurStack.start(options())) {
            assertThat(recur.kafka().running()).isTrue();
            assertThat(recur.postgres().running()).isTrue();
            assertThat(recur.ingest().ready()).isTrue();
            assertThat(recur.analysis().ready()).isTrue();
            assertThat(recur.notification().ready()).isTrue();
            logs = recur.logs();
            assertThat(logs).isDirectoryContaining("glob:**/analysis-service.log");
        }
        assertThat(logs.getParent()).doesNotExist();
    }

    @Test
    void every_service_is_told_where_the_others_are_and_its_password_only_in_secret() throws Exception {
        try (var recur = RecurStack.start(options().withInfra(infra))) {
            var addresses = recur.addresses();
            assertThat(told(recur.ingest()))
                    .contains("recur.analysis-url=" + addresses.analysis())
                    .contains("kafka.bootstrap.servers=" + infra.kafka().bootstrapServers())
                    .contains("recur.security.mode=none")
                    .doesNotContain("quarkus.datasource");
            for (var service : new RecurService[] {recur.analysis(), recur.notification()}) {
                var database = addresses.databases().get(service.name());
                assertThat(told(service))
                        .contains("quarkus.datasource.jdbc.url=" + database.jdbcUrl())
                        .contains("quarkus.datasource.reactive.url=" + database.reactiveUrl())
                        .contains("QUARKUS_DATASOURCE_PASSWORD=" + database.password());
                assertThat(Files.readString(Path.of("/proc", Long.toString(service.pid()), "cmdline")))
                        .contains(database.jdbcUrl())
                        .doesNotContain(database.password());
            }
        }
    }

    @Test
    void a_killed_service_starts_again_on_its_ports_with_what_it_is_told_by_then() throws Exception {
        try (var recur = RecurStack.start(options().withInfra(infra))) {
            var analysis = recur.analysis();
            var before = analysis.pid();

            analysis.kill();
            assertThat(analysis.running()).isFalse();
            assertThat(analysis.ready()).isFalse();
            assertThat(recur.ingest().ready()).isTrue();
            analysis.set("recur.rules.lateness", "P1D").start();

            assertThat(analysis.pid()).isNotEqualTo(before);
            assertThat(told(analysis)).contains("recur.rules.lateness=P1D");
        }
    }

    @Test
    void servers_that_were_given_stay_when_the_stack_goes() {
        try (var recur = RecurStack.start(options().withInfra(infra))) {
            assertThat(recur.kafka()).isSameAs(infra.kafka());
        }
        assertThat(infra.kafka().running()).isTrue();
        assertThat(infra.postgres().running()).isTrue();
    }

    @Test
    void a_service_that_dies_at_its_start_is_named_with_its_log_and_its_last_error() {
        var options = options()
                .withInfra(infra)
                .withProperty(ServiceName.NOTIFICATION, "fake.failure", "the schema is from the future");
        assertThatThrownBy(() -> RecurStack.start(options))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("notification-service ended while starting")
                .hasMessageContaining("the schema is from the future")
                .hasMessageContaining("notification-service.log");
    }

    private static String told(RecurService service) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(service.url().resolve("/told")).build(), BodyHandlers.ofString())
                .body();
    }
}
