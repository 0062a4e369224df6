package dev.recur.local;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Infra;
import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the ahead-of-time cache of a service: what the JVM knows of its classes once it has been ready, beside a real broker
 * and a real database, so that every later start finds it (JEP 483, 514 and 515).
 */
public final class Training {

    /** The cache, in the service's folder. */
    public static final String CACHE = "service.aot";

    private static final String RECORD = "service.aotconf";

    private static final Duration LONGEST_WRITING = Duration.ofMinutes(5);

    private Training() {}

    /** The service's module, the folder that it was packaged into, and what of the JVM's options the cache is for. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var service = Arrays.stream(ServiceName.values())
                .filter(name -> name.module().equals(arguments[0]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(arguments[0] + " is no service"));
        try (var infra = new Infra(
                EmbeddedKafka.start(EmbeddedOptions.temporary()),
                EmbeddedPostgres.start(EmbeddedOptions.temporary()))) {
            train(service, Path.of(arguments[1]), List.of(arguments).subList(2, arguments.length), infra);
        }
    }

    /**
     * Writes {@link #CACHE} into the folder.
     *
     * @throws CannotStartException when the service does not become ready
     * @throws IOException when no cache was made of what was recorded
     */
    public static void train(ServiceName service, Path folder, List<String> jvm, Infra infra)
            throws IOException, InterruptedException {
        var record = folder.resolve(RECORD);
        var jar = folder.resolve("quarkus-run.jar");
        var recorded = new ArrayList<>(jvm);
        recorded.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + record));
        try (var stack = RecurStack.of(StackOptions.temporary().withInfra(infra))) {
            var trained = stack.service(service).closed().runBy(recorded, jar);
            trained.start();
            end(ProcessHandle.of(trained.pid()).orElseThrow());
        }
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.addAll(List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + record,
                "-XX:AOTCache=" + folder.resolve(CACHE),
                "-jar",
                jar.toString()));
        var creation = new ProcessBuilder(command).inheritIO().start();
        if (creation.waitFor() != 0 || Files.notExists(folder.resolve(CACHE))) {
            throw new IOException("no cache was made of what " + service.module() + " did");
        }
        Files.delete(record);
    }

    /** It writes its record when it ends, for longer than a service is otherwise waited for. */
    private static void end(ProcessHandle process) {
        process.destroy();
        process.onExit()
                .orTimeout(LONGEST_WRITING.toMinutes(), TimeUnit.MINUTES)
                .join();
    }
}
