package dev.recur.benchmarks.start;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.infra.Infra;
import dev.recur.infra.process.WorkingFolder;
import dev.recur.local.ServiceName;
import dev.recur.local.Training;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the Dockerfile makes of a built service, without a container: a folder with its ahead-of-time cache. */
record Image(Path folder, List<String> jvm) {

    /**
     * @param memory what the container may have, as a JVM is told: {@code 768m}
     * @param infra servers to train it beside
     */
    static Image of(Path home, ServiceName service, String memory, WorkingFolder images, Infra infra)
            throws IOException, InterruptedException {
        var folder = images.path().resolve(service.module());
        copy(home.resolve(service.module()).resolve("target/quarkus-app"), folder);
        var options = entryPoint(home.resolve("deploy/compose/Dockerfile"));
        var trained = options.stream()
                .filter(option -> !option.contains(Training.CACHE))
                .toList();
        Training.train(service, folder, trained, infra);
        var jvm = options.stream()
                .map(option -> option.replace(
                        Training.CACHE, folder.resolve(Training.CACHE).toString()));
        return new Image(
                folder, Stream.concat(jvm, Stream.of("-XX:MaxRAM=" + memory)).toList());
    }

    Path jar() {
        return folder.resolve("quarkus-run.jar");
    }

    /** The options between the program and its jar. */
    private static List<String> entryPoint(Path dockerfile) throws IOException {
        var text = Files.readString(dockerfile);
        var array = text.substring(text.lastIndexOf("ENTRYPOINT") + "ENTRYPOINT".length())
                .replace("\\\n", "");
        var words = StreamSupport.stream(
                        Json.read(array.getBytes(StandardCharsets.UTF_8)).spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        return words.subList(1, words.indexOf("-jar"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
