package dev.recur.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.system.kit.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shape of the project. */
class ProjectTest {

    private static final int LONGEST_FILE = 300;
    private static final List<String> SERVICES = List.of("ingest", "analysis", "notification");

    @Test
    void the_top_level_is_what_the_design_says() throws IOException {
        try (var entries = Files.list(Readme.folder())) {
            var names = entries.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("target"))
                    .collect(Collectors.toSet());
            assertThat(names)
                    .isEqualTo(Set.of(
                            "pom.xml",
                            "README.md",
                            "LICENSE",
                            "common-model",
                            "ingest-service",
                            "analysis-service",
                            "notification-service",
                            "deploy"));
        }
    }

    @Test
    void no_service_imports_code_of_another() throws IOException {
        for (var service : SERVICES) {
            for (var file : javaFiles(Readme.folder().resolve(service + "-service"))) {
                var text = Files.readString(file);
                for (var other : SERVICES) {
                    if (!other.equals(service)) {
                        assertThat(text).as(file.toString()).doesNotContain("import dev.recur." + other);
                    }
                }
            }
        }
    }

    @Test
    void no_file_is_so_long_that_it_hides_two_ideas() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : javaFiles(Readme.folder())) {
            try (var lines = Files.lines(file)) {
                var count = lines.count();
                if (count > LONGEST_FILE) {
                    tooLong.add(file + ": " + count + " lines");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var java = files.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(java).as("files in " + folder).isNotEmpty();
            return java;
        }
    }
}
