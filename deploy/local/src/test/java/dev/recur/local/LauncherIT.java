package dev.recur.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherIT {

    @TempDir
    Path folder;

    private Path home;
    private Path data;
    private final Ports ports = Ports.free();

    @BeforeEach
    void project() throws Exception {
        home = FakeProject.in(folder.resolve("home"));
        data = folder.resolve("data");
    }

    private LauncherProcess launch(List<String> prefix, String... more) throws Exception {
        var arguments =
                new ArrayList<>(List.of("--data", data.toString(), "--port-base", Integer.toString(ports.base())));
        arguments.addAll(List.of(more));
        return LauncherProcess.start(home, prefix, arguments.toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_stops_the_services_while_kafka_is_there_and_leaves_no_process(String signal, int exitCode)
            throws Exception {
        try (var launcher = launch(List.of())) {
            launcher.awaitSaid("Ctrl-C stops everything.");
            var started = launcher.descendants();
            assertThat(started).hasSizeGreaterThan(5);

            launcher.signal(signal);

            assertThat(launcher.awaitEnd()).isEqualTo(exitCode);
            assertThat(started).noneMatch(ProcessHandle::isAlive);
            for (var service : ServiceName.values()) {
                assertThat(LauncherProcess.log(data, service)).contains("at the end Kafka was there");
            }
        }
    }

    @Test
    void it_says_where_everything_is_and_what_took_the_time() throws Exception {
        try (var launcher = launch(List.of())) {
            launcher.awaitSaid("Ctrl-C stops everything.");
            assertThat(String.join("\n", launcher.said()))
                    .containsPattern("PostgreSQL +[0-9.]+ s")
                    .containsPattern("Kafka +[0-9.]+ s")
                    .containsPattern("analysis-service +[0-9.]+ s")
                    .containsPattern("ready after [0-9.]+ s")
                    .contains("http://127.0.0.1:" + (ports.base() + 1) + "/api/v1/incidents")
                    .contains("http://127.0.0.1:" + (ports.base() + 3) + "/q/swagger-ui")
                    .contains("127.0.0.1:" + (ports.base() + 1012))
                    .contains("127.0.0.1:" + (ports.base() + 1032) + "/analysis")
                    .contains(data.resolve("logs").toString());
        }
    }

    @Test
    void what_a_killed_launcher_left_is_no_hindrance_to_the_next() throws Exception {
        try (var killed = launch(List.of())) {
            killed.awaitSaid("Ctrl-C stops everything.");
            killed.signal("KILL");
            killed.awaitEnd();
            try (var next = launch(List.of())) {
                next.awaitSaid("Ctrl-C stops everything.");
            }
        }
    }

    @Test
    void a_port_in_use_is_named_with_what_it_is_for() throws Exception {
        try (var taken = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress());
                var launcher = launch(List.of())) {
            assertThat(launcher.awaitEnd()).isEqualTo(1);
            assertThat(launcher.said())
                    .last()
                    .asString()
                    .contains("Port " + taken.getLocalPort() + ", needed for Kafka")
                    .contains("--port-base");
        }
    }

    @Test
    void a_data_folder_in_use_is_refused_with_the_pid_of_its_user() throws Exception {
        try (var first = launch(List.of())) {
            first.awaitSaid("Ctrl-C stops everything.");
            try (var second = launch(List.of())) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.said())
                        .last()
                        .asString()
                        .contains(data.toString())
                        .contains("in use by process " + first.process().pid());
            }
        }
    }

    @Test
    void a_full_disk_is_one_clear_sentence() throws Exception {
        var ownMounts = List.of("unshare", "--map-root-user", "--mount");
        assumeTrue(
                new ProcessBuilder(List.of("unshare", "--map-root-user", "--mount", "true"))
                                .start()
                                .waitFor()
                        == 0,
                "this machine lets nobody mount a small disk");
        var mount = "mkdir -p \"$0\" && mount -t tmpfs -o size=1m recur \"$0\""
                + " && { cat /dev/zero > \"$0/filler\" 2>/dev/null; exec \"$@\"; }";
        var prefix = new ArrayList<>(ownMounts);
        prefix.addAll(List.of("sh", "-c", mount, data.toString()));
        try (var launcher = launch(prefix)) {
            assertThat(launcher.awaitEnd()).isEqualTo(1);
            assertThat(launcher.said())
                    .last()
                    .asString()
                    .contains("has 0 MB left")
                    .contains("--data DIR");
        }
    }

    @Test
    void flags_that_make_no_sense_end_with_2_and_a_sentence() throws Exception {
        try (var launcher = LauncherProcess.start(home, List.of(), "--prot-base", "9000")) {
            assertThat(launcher.awaitEnd()).isEqualTo(2);
            assertThat(launcher.said())
                    .containsExactly("deploy/up has no flag --prot-base; deploy/up --help shows those it has.");
        }
    }
}
