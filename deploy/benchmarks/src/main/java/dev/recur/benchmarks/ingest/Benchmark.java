package dev.recur.benchmarks.ingest;

import dev.recur.benchmarks.Cpu;
import dev.recur.benchmarks.Machine;
import dev.recur.benchmarks.ingest.load.Load;
import dev.recur.benchmarks.ingest.load.Plan;
import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures ingest-service beside Alertmanager on this machine, in interleaved runs, and prints medians beside what was
 * aimed for. Whoever is measured has validation and authentication on; everything shares the machine's cores.
 */
final class Benchmark {

    private static final int BATCH = 100;
    private static final double MORE_THAN_ANYBODY_TAKES = 200_000;
    private static final int OVERLOAD_CONNECTIONS = 2_000;

    private final IngestService recur;
    private final Path alertmanager;
    private final EmbeddedKafka kafka;
    private final int rounds;
    private final Duration warmUp;
    private final Duration length;
    private final String everyCore;
    private final Figures figures = new Figures();
    private long firstNumber;

    private Benchmark(IngestService recur, Path alertmanager, EmbeddedKafka kafka, Options options) {
        this.recur = recur;
        this.alertmanager = alertmanager;
        this.kafka = kafka;
        this.rounds = options.rounds();
        this.warmUp = options.warmUp();
        this.length = options.length();
        this.everyCore = "0-" + (Runtime.getRuntime().availableProcessors() - 1);
    }

    /** How long to measure. */
    private record Options(int rounds, Duration warmUp, Duration length) {
        static Options of(List<String> arguments) {
            return arguments.contains("--short")
                    ? new Options(1, Duration.ofSeconds(2), Duration.ofSeconds(4))
                    : new Options(5, Duration.ofSeconds(2), Duration.ofSeconds(4));
        }
    }

    /**
     * Arguments: the project's folder, {@code --short} for one short round, and any number of {@code --jvm=OPTION} for the
     * service, a profiler for example.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("On " + Machine.describe());
        try (var kafka = EmbeddedKafka.startForLoad(EmbeddedOptions.temporary());
                var recur = new IngestService(Path.of(arguments[0]), kafka.bootstrapServers(), jvm(arguments))) {
            var benchmark = new Benchmark(recur, Alertmanager.program(), kafka, Options.of(Arrays.asList(arguments)));
            var goals = benchmark.run();
            System.out.println("\nMedians (and all runs); rates are a second, times in milliseconds");
            System.out.println(benchmark.figures.format());
            System.out.println("\n" + goals.format() + "\nLoad of the machine at the end: " + Machine.load());
            System.exit(goals.allMet() ? 0 : 1);
        }
    }

    private static List<String> jvm(String... arguments) {
        return Stream.of(arguments)
                .filter(argument -> argument.startsWith("--jvm="))
                .map(argument -> argument.substring("--jvm=".length()))
                .toList();
    }

    private Goals run() throws IOException, InterruptedException {
        // The compiler has the least time when it is needed most: under full load it takes half a minute to be done.
        single(recur, everyCore, Duration.ofSeconds(35));
        batches(recur, Duration.ofSeconds(20));
        for (int round = 1; round <= rounds; round++) {
            note("recur single", watched("single", () -> single(recur, everyCore, warmUp)), "served");
            try (var peer = new Alertmanager(alertmanager)) {
                note("alertmanager single", single(peer, everyCore, warmUp), "served");
            }
            note("recur batches", watched("batches", () -> batches(recur, warmUp)), "served");
            try (var peer = new Alertmanager(alertmanager)) {
                note("alertmanager batches", batches(peer, warmUp), "served");
            }
            note(
                    "recur at 5000",
                    offer(recur, 1, 5_000, 64, everyCore, warmUp),
                    "served",
                    "served.p50.0",
                    "served.p99.0");
            figures.add(
                    "producer alone",
                    ProducerReference.recordsPerSecond(kafka.bootstrapServers(), 700, warmUp, length));
            overload();
            System.out.println("round " + round + " of " + rounds + ", load of the machine " + Machine.load());
        }
        figures.add("recur peak memory MiB", (double) recur.peakMemory());
        return goals();
    }

    /** Twice of what is taken at most is offered, by a generator on one core in both runs. */
    private void overload() throws IOException, InterruptedException {
        var reference = offer(recur, 1, MORE_THAN_ANYBODY_TAKES, 256, "1", warmUp);
        note("reference on one core", reference, "served");
        var twice = 2 * reference.getOrDefault("served", 0.0);
        note(
                "overload",
                offer(recur, 1, twice, OVERLOAD_CONNECTIONS, "1", warmUp),
                "offered",
                "served",
                "served.p50.0",
                "served.p99.0",
                "refused.p99",
                "refused.max",
                "status.503",
                "status.500",
                "broken");
    }

    private interface Run {
        Map<String, Double> offer() throws IOException, InterruptedException;
    }

    /** Says who kept the processors busy; what is missing to all of them is the generator's. */
    private Map<String, Double> watched(String what, Run run) throws IOException, InterruptedException {
        var cpu = new Cpu(Map.of("service", recur.pid(), "broker", kafka.pid()));
        var values = run.offer();
        var seconds = warmUp.plus(length).toMillis() / 1_000.0;
        var reports = (long) (values.getOrDefault("served", 0.0) * seconds);
        System.out.println(what + ": processors busy, and for each report: " + cpu.busy(reports));
        return values;
    }

    private Map<String, Double> single(Target target, String cores, Duration before)
            throws IOException, InterruptedException {
        return offer(target, 1, MORE_THAN_ANYBODY_TAKES, 256, cores, before);
    }

    private Map<String, Double> batches(Target target, Duration before) throws IOException, InterruptedException {
        return offer(target, BATCH, MORE_THAN_ANYBODY_TAKES / 20, 32, everyCore, before);
    }

    private Map<String, Double> offer(
            Target target, int items, double rate, int connections, String cores, Duration before)
            throws IOException, InterruptedException {
        firstNumber += 1_000_000_000L;
        return Load.offer(
                new Plan(
                        target.url(),
                        target.authorization(),
                        target.item(),
                        items,
                        items > 1 || target.alwaysArray(),
                        connections,
                        rate,
                        before,
                        length,
                        firstNumber),
                cores);
    }

    private void note(String what, Map<String, Double> values, String... names) {
        for (var name : names) {
            figures.add(what + " " + name, values.getOrDefault(name, 0.0));
        }
    }

    private Goals goals() {
        var goals = new Goals();
        var single = figures.median("recur single served");
        var batches = figures.median("recur batches served");
        goals.atLeast("single reports acknowledged a second", single, 15_000);
        goals.atLeast("… to Alertmanager's", single / figures.median("alertmanager single served"), 1.05);
        goals.atLeast("reports in batches of 100 a second", batches, 80_000);
        goals.atLeast("… to Alertmanager's", batches / figures.median("alertmanager batches served"), 1.5);
        goals.atMost("at 5,000 a second: p50", figures.median("recur at 5000 served.p50.0"), 5);
        goals.atMost("at 5,000 a second: p99", figures.median("recur at 5000 served.p99.0"), 30);
        goals.atLeast(
                "served under overload, to the reference",
                figures.median("overload served") / figures.median("reference on one core served"),
                0.8);
        goals.atMost("slowest refusal under overload", figures.median("overload refused.max"), 250);
        goals.atMost("answers of 500 under overload", figures.median("overload status.500"), 0);
        goals.atMost("peak memory of the process in MiB", figures.median("recur peak memory MiB"), 512);
        System.out.printf(
                "%nreports in batches to a producer alone on this broker: %.2f, single ones: %.2f%n",
                batches / figures.median("producer alone"), single / figures.median("producer alone"));
        return goals;
    }
}
