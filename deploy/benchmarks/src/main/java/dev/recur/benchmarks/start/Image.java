package dev.recur.benchmarks.start;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.infra.process.WorkingFolder;
import dev.recur.local.ServiceName;
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

    private static final String CACHE = "service.aot";

    /**
     * @param memory what the container may have, as a JVM is told: {@code 768m}
     * @throws IOException also when the service wrote no cache
     */
    static Image of(Path home, ServiceName service, String memory, WorkingFolder images)
            throws IOException, InterruptedException {
        var compose = home.resolve("deploy/compose");
        var folder = images.path().resolve(service.module());
        copy(home.resolve(service.module()).resolve("target/quarkus-app"), folder);
        var training = new ProcessBuilder("bash", compose.resolve("train.sh").toString())
                .directory(folder.toFile())
                .inheritIO();
        training.environment().merge("PATH", System.getProperty("java.home") + "/bin", (path, jdk) -> jdk + ":" + path);
        if (training.start().waitFor() != 0) {
            throw new IOException(service.module() + " was not trained");
        }
        var options = entryPoint(compose.resolve("Dockerfile")).stream()
                .map(option -> option.replace(CACHE, folder.resolve(CACHE).toString()));
        return new Image(
                folder,
                Stream.concat(options, Stream.of("-XX:MaxRAM=" + memory)).toList());
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
