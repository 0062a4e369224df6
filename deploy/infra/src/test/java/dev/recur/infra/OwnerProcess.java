package dev.recur.infra;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@link Owner} in a JVM of its own. */
record OwnerProcess(Process process, List<ProcessHandle> servers, Path temporaryFolders) implements AutoCloseable {

    /**
     * Returns when both servers run.
     *
     * @param prefix what comes before {@code java}
     */
    static OwnerProcess start(List<String> prefix, String classPath, Path temporaryFolders, String... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("recur."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-Djava.io.tmpdir=" + temporaryFolders, "-cp", classPath, Owner.class.getName()));
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new ArrayList<String>();
        var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith("ready ")) {
                var servers = Stream.of(line.split(" ", -1)).skip(1).map(Long::parseLong);
                return new OwnerProcess(
                        process,
                        servers.map(pid -> ProcessHandle.of(pid).orElseThrow()).toList(),
                        temporaryFolders);
            }
        }
        throw new AssertionError("the servers did not start: " + said);
    }

    void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean leftProcesses() {
        return servers.stream().anyMatch(ProcessHandle::isAlive);
    }

    List<Path> leftFolders() throws IOException {
        try (var files = Files.list(temporaryFolders)) {
            return files.filter(path -> path.getFileName().toString().startsWith("recur-"))
                    .toList();
        }
    }

    /** Returns when nothing that it started can write into the folder any more, so that the folder can be deleted. */
    @Override
    public void close() {
        var started = Stream.of(Stream.of(process.toHandle()), process.descendants(), servers.stream(), descendants())
                .flatMap(handles -> handles)
                .distinct()
                .toList();
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(handle -> handle.onExit().join());
    }

    private Stream<ProcessHandle> descendants() {
        return servers.stream().flatMap(ProcessHandle::descendants);
    }
}
