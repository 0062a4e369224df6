package dev.recur.testkit.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/**
 * The settings of a service as a page: name, type, default and meaning, as its configuration interfaces say them. Read from
 * sources, since their comments are what the settings mean.
 */
public final class ConfigReference {

    private ConfigReference() {}

    /** A line of the page. */
    record Setting(String name, String type, String value, String meaning) {}

    /**
     * The page.
     *
     * @param title its heading
     * @param sources folders with the sources of the interfaces
     */
    public static String of(String title, List<Path> sources) {
        var settings = new TreeMap<String, Setting>();
        read(sources).forEach(setting -> settings.put(setting.name(), setting));
        var page = new StringBuilder("# ").append(title).append("\n\n").append("""
                Written down from the interfaces that read them; a test says so where this page is old. As environment variables the
                names are in upper case with `_` for everything that is no letter or digit: `recur.kafka.partitions` is
                `RECUR_KAFKA_PARTITIONS`. Everything that is wrong is told at the start, at once. Everything of `quarkus.*` and `kafka.*`
                works too.

                | property | type | default | |
                |---|---|---|---|
                """);
        settings.values()
                .forEach(setting -> page.append("| `%s` | %s | %s | %s |%n"
                        .formatted(setting.name(), setting.type(), setting.value(), setting.meaning())));
        return page.toString();
    }

    private static List<Setting> read(List<Path> folders) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            var sources = new ArrayList<Path>();
            for (var folder : folders) {
                try (var found = Files.walk(folder)) {
                    found.filter(file -> file.toString().endsWith("Config.java"))
                            .forEach(sources::add);
                }
            }
            var task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            var units = new ArrayList<CompilationUnitTree>();
            task.parse().forEach(units::add);
            var docs = DocTrees.instance(task);
            var settings = new ArrayList<Setting>();
            for (var unit : units) {
                for (var type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree mapping) {
                        new MappingReader(unit, docs).read(mapping, settings);
                    }
                }
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
