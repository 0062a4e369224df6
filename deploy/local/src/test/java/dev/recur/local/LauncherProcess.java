package dev.recur.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The launcher in a JVM of its own, as deploy/up starts it. */
record LauncherProcess(Process process, BufferedReader output, List<String> said) implements AutoCloseable {

    static LauncherProcess start(Path home, List<String> prefix, String... arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        // a test that runs in the background inherits signals that are ignored, which no terminal would hand on
        command.addAll(List.of("env", "--default-signal=INT,TERM"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drecur.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
        command.addAll(Arrays.asList(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new LauncherProcess(process, process.inputReader(StandardCharsets.UTF_8), new ArrayList<>());
    }

    /** Reads until a line contains the text. */
    LauncherProcess awaitSaid(String text) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.contains(text)) {
                return this;
            }
        }
        throw new AssertionError("never said \"" + text + "\" but " + said);
    }

    /** All that it started, down to the last grandchild. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** The exit code; what it said until then is in {@link #said}. */
    int awaitEnd() throws IOException, InterruptedException {
        var giveUp = CompletableFuture.runAsync(this::close, CompletableFuture.delayedExecutor(90, TimeUnit.SECONDS));
        output.lines().forEach(said::add);
        var exitCode = process.waitFor();
        if (!giveUp.cancel(false)) {
            throw new AssertionError("did not end by itself, having said " + said);
        }
        return exitCode;
    }

    /** The log of a service, below the data folder. */
    static String log(Path data, ServiceName service) throws IOException {
        return Files.readString(data.resolve("logs").resolve(service.module() + ".log"));
    }

    /** For a test that failed half way. */
    @Override
    public void close() {
        Stream.concat(descendants().stream(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
    }
}
