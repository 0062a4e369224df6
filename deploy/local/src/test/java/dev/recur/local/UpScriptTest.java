package dev.recur.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/up on machines that lack something, and what it builds when; with a Maven and JDKs that only pretend. */
class UpScriptTest {

    private static final List<String> PROGRAMS = List.of(
            "bash", "cat", "find", "sort", "sha256sum", "mkdir", "touch", "cp", "grep", "env", "rm", "ln", "dirname");

    @TempDir
    Path folder;

    private Path home;
    private Path programs;

    record Run(int exitCode, String said) {}

    @BeforeEach
    void machine() throws Exception {
        home = folder.resolve("recur");
        Files.createDirectories(home.resolve("deploy/local"));
        var project = StackOptions.projectFolder();
        for (var file : List.of("deploy/up", "deploy/local/tools.sh", "deploy/local/help.txt")) {
            Files.copy(project.resolve(file), home.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        programs = Files.createDirectories(folder.resolve("programs"));
        for (var program : PROGRAMS) {
            var path = Arrays.stream(System.getenv("PATH").split(":", -1))
                    .map(place -> Path.of(place, program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            script(programs.resolve(program), "exec " + path + " \"$@\"");
        }
    }

    private Path jdk(String name, int version) throws IOException {
        var bin = Files.createDirectories(folder.resolve("jvm").resolve(name).resolve("bin"));
        script(bin.resolve("javac"), "exit 0");
        return script(bin.resolve("java"), """
                        case $1 in
                          -XshowSettings*) echo "    java.home = %s" >&2; echo "    java.specification.version = %d" >&2 ;;
                          *) echo "launched on %d with ${*: -1}" ;;
                        esac
                        """.formatted(bin.getParent(), version, version))
                .getParent();
    }

    /** Makes what a build makes, and says so. */
    private void maven() throws IOException {
        script(programs.resolve("mvn"), """
                echo built >> %s/builds
                for file in deploy/local/target/recur-local-1.jar deploy/infra/target/recur-infra-1.jar \
                    {ingest,analysis,notification}-service/target/quarkus-app/quarkus-run.jar; do
                  mkdir -p "${file%%/*}" && touch "$file"
                done
                """.formatted(folder));
    }

    private static Path script(Path path, String text) throws IOException {
        Files.writeString(path, "#!/bin/bash\n" + text);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run up(String path, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve("deploy/up").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("RECUR_JVM_DIRS", folder.resolve("jvm").toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said.strip());
    }

    private long builds() throws IOException {
        var builds = folder.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void a_search_path_with_nothing_but_an_old_jdk_gets_one_sentence_naming_it() throws Exception {
        var run = up(jdk("old", 17).toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.said())
                .startsWith("Recur needs a JDK 21 or newer and found only version 17 in ")
                .hasLineCount(1);
    }

    @Test
    void a_machine_without_a_jdk_gets_one_sentence() throws Exception {
        var run = up(programs.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.said())
                .startsWith("Recur needs a JDK 21 or newer and found none")
                .hasLineCount(1);
    }

    @Test
    void a_machine_without_maven_gets_one_sentence() throws Exception {
        jdk("new", 25);
        var run = up(programs.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.said()).contains("there is no mvn on the search path").hasLineCount(1);
    }

    @Test
    void the_newest_jdk_of_the_usual_folders_stands_in_for_an_old_one_on_the_search_path() throws Exception {
        maven();
        jdk("b-newest", 25);
        jdk("c-new", 21);
        var run = up(jdk("a-old", 17) + ":" + programs, "--fresh");
        assertThat(run.exitCode()).isZero();
        assertThat(run.said()).endsWith("launched on 25 with --fresh");
    }

    @Test
    void only_what_is_stale_is_built() throws Exception {
        maven();
        var path = jdk("new", 25) + ":" + programs;
        var source = home.resolve("ingest-service/src/main/java/Ingest.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Ingest {}");

        assertThat(up(path).said()).contains("Building Recur");
        assertThat(builds()).as("the first run builds").isEqualTo(1);
        assertThat(up(path).said()).doesNotContain("Building");
        assertThat(builds()).as("the second does not").isEqualTo(1);

        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        up(path);
        assertThat(builds()).as("a changed source is built").isEqualTo(2);

        Files.delete(home.resolve("notification-service/target/quarkus-app/quarkus-run.jar"));
        up(path);
        assertThat(builds()).as("and what mvn clean has taken away").isEqualTo(3);
    }

    @Test
    void a_build_that_fails_is_said_with_mavens_errors_and_tried_again_next_time() throws Exception {
        script(programs.resolve("mvn"), "echo '[ERROR] no such artifact'; exit 1");
        var path = jdk("new", 25) + ":" + programs;
        var run = up(path);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.said()).contains("[ERROR] no such artifact").contains("The build failed");
        maven();
        assertThat(up(path).exitCode()).isZero();
    }

    @Test
    void help_needs_neither_jdk_nor_maven() throws Exception {
        var run = up("/nowhere", "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.said()).contains("--data DIR", "--fresh", "--port-base N");
    }
}
