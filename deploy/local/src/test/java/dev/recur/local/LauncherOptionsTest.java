package dev.recur.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.local.LauncherOptions.UsageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherOptionsTest {

    private static final Path DEFAULT = Path.of("/home/somebody/recur/data");

    private static LauncherOptions parse(String... arguments) {
        return LauncherOptions.parse(DEFAULT, true, arguments);
    }

    @Test
    void without_flags_data_is_kept_in_the_project_and_ports_are_the_known_ones() {
        assertThat(parse()).isEqualTo(new LauncherOptions(DEFAULT, false, new Ports(8080), false));
    }

    @Test
    void every_flag_is_understood() {
        assertThat(parse("--fresh", "--port-base", "20000", "--data", "/tmp/other", "--demo"))
                .isEqualTo(new LauncherOptions(Path.of("/tmp/other"), true, new Ports(20_000), true));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            --frsh               | deploy/up has no flag --frsh
            up                   | deploy/up has no flag up
            --data               | --data needs a value
            --data --fresh       | --data needs a value after it, was "--fresh"
            --port-base          | --port-base needs a value
            --port-base eighty   | --port-base must be a number, was eighty
            --port-base 64504    | the port base must be 1023 to 64503, was 64504
            --port-base 80       | the port base must be 1023 to 64503, was 80
            """)
    void what_makes_no_sense_is_said(String arguments, String sentence) {
        assertThatThrownBy(() -> parse(arguments.split(" ", -1)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void a_demo_that_is_not_there_is_not_promised() {
        assertThatThrownBy(() -> LauncherOptions.parse(DEFAULT, false, "--demo"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no demo");
    }

    @Test
    void ports_are_where_the_contract_says() {
        var ports = new Ports(8080);
        assertThat(ports.http(ServiceName.INGEST)).isEqualTo(8081);
        assertThat(ports.http(ServiceName.ANALYSIS)).isEqualTo(8082);
        assertThat(ports.http(ServiceName.NOTIFICATION)).isEqualTo(8083);
        assertThat(ports.management(ServiceName.INGEST)).isEqualTo(9081);
        assertThat(ports.management(ServiceName.NOTIFICATION)).isEqualTo(9083);
        assertThat(ports.kafka()).isEqualTo(9092);
        assertThat(ports.postgres()).isEqualTo(9112);
    }
}
