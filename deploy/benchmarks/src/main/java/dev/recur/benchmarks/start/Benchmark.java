package dev.recur.benchmarks.start;

import dev.recur.benchmarks.Machine;
import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Infra;
import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.postgres.EmbeddedPostgres;
import dev.recur.infra.process.WorkingFolder;
import dev.recur.local.RecurService;
import dev.recur.local.RecurStack;
import dev.recur.local.ServiceName;
import dev.recur.local.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Each service alone on servers that it has met before, so that nothing is to be migrated: from the start of its process
 * until it says that it is ready, and what memory of the machine it has after half a minute without work.
 */
final class Benchmark {

    private static final int STARTS = 7;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final double GOAL_SECONDS = 1.5;
    private static final long GOAL_MIB = 250;

    private Benchmark() {}

    /** The project's folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        var home = Path.of(arguments[0]);
        var holds = true;
        try (var images = WorkingFolder.temporary("bench-start");
                var infra = new Infra(
                        EmbeddedKafka.start(EmbeddedOptions.temporary()),
                        EmbeddedPostgres.start(EmbeddedOptions.temporary()));
                var stack =
                        RecurStack.start(StackOptions.temporary().withHome(home).withInfra(infra))) {
            for (var name : ServiceName.values()) {
                stack.service(name).stop();
            }
            System.out.println(Machine.describe());
            for (var name : ServiceName.values()) {
                var image = Image.of(home, name, memory(name), images, infra);
                // closed it is ready only when it knows all keys
                var service = stack.service(name).closed().runBy(image.jvm(), image.jar());
                holds &= measure(service);
            }
        }
        System.exit(holds ? 0 : 1);
    }

    /** As {@code compose.yaml} limits them. */
    private static String memory(ServiceName service) {
        return service == ServiceName.ANALYSIS ? "1g" : "768m";
    }

    private static boolean measure(RecurService service) throws IOException, InterruptedException {
        var seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            service.stop();
            var begun = System.nanoTime();
            service.start();
            seconds[i] = (System.nanoTime() - begun) / 1e9;
        }
        Thread.sleep(IDLE);
        var mebibytes = resident(service.pid()) >> 20;
        service.stop();
        Arrays.sort(seconds);
        var median = seconds[STARTS / 2];
        System.out.printf(
                "%-22s ready after %.2f s (%.2f to %.2f, goal %.1f), idle with %d MiB (goal %d)%n",
                service.name().module(), median, seconds[0], seconds[STARTS - 1], GOAL_SECONDS, mebibytes, GOAL_MIB);
        return median <= GOAL_SECONDS && mebibytes <= GOAL_MIB;
    }

    /** Of {@code VmRSS}, which Linux tells in kibibytes. */
    private static long resident(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    << 10;
        }
    }
}
