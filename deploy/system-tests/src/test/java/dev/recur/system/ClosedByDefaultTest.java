package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.system.kit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody leaves a service open by forgetting something. No server is there: it does not come to asking one. */
class ClosedByDefaultTest {

    private record Ended(int exitCode, String said) {}

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "analysis", "notification"})
    void a_service_without_any_security_refuses_to_start_and_says_what_to_set(String service) throws Exception {
        var ended = start(service);
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.said())
                .contains("No security is configured: set recur.security.keys[0].name")
                .contains("recur.security.mode=none");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "ingest, quarkus.http.host=0.0.0.0",
        "ingest, quarkus.management.host=0.0.0.0",
        "analysis, quarkus.http.host=0.0.0.0",
        "notification, quarkus.management.host=0.0.0.0"
    })
    void without_security_a_service_that_others_can_reach_refuses_to_start(String service, String address)
            throws Exception {
        var ended = start(service, "recur.security.mode=none", address);
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.said()).contains("recur.security.mode=none is for a laptop", "0.0.0.0");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "ingest, recur.securty.mode=none",
        "ingest, recur.security.mod=none",
        "ingest, recur.sources.pager.secrt=s",
        "analysis, recur.calendar.zon=Europe/Berlin",
        "notification, recur.notification.allow-private-adresses=true"
    })
    void a_setting_that_is_misspelt_stops_the_start_and_is_named(String service, String misspelt) throws Exception {
        var ended = start(service, "recur.security.mode=none", misspelt);
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.said()).contains(misspelt.substring(0, misspelt.indexOf('=')));
    }

    private static Ended start(String service, String... properties) throws IOException, InterruptedException {
        var jar = Readme.folder().resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        for (var always : List.of(
                "kafka.bootstrap.servers=127.0.0.1:1",
                "quarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/none",
                "quarkus.datasource.reactive.url=postgresql://127.0.0.1:1/none",
                "quarkus.http.port=0",
                "quarkus.management.port=0")) {
            command.add("-D" + always);
        }
        Arrays.stream(properties).map(property -> "-D" + property).forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        var log = Files.createTempFile("closed-by-default", ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            var hasEnded = process.waitFor(60, TimeUnit.SECONDS);
            var said = Files.readString(log);
            assertThat(hasEnded).as(said).isTrue();
            return new Ended(process.exitValue(), said);
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }
}
