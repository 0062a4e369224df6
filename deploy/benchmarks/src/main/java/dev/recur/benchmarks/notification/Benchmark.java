package dev.recur.benchmarks.notification;

import dev.recur.benchmarks.Cpu;
import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Infra;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Signed webhooks to a hundred receivers on this machine, PostgreSQL durable; then ten of the receivers hang. */
final class Benchmark {

    private static final int RECEIVERS = 100;
    private static final int HANGING = 10;
    private static final int WARM_UP = 20_000;
    private static final int BACKLOG = 60_000;
    private static final int RATE = 1_000;
    private static final int SECONDS = 40;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final double GOAL_RATE = 2_000;
    private static final double GOAL_SHARE = 0.9;
    private static final double GOAL_P99_MILLIS = 1_000;

    private final Sink sink;
    private final Events events;
    private final Cpu cpu;

    private Benchmark(Sink sink, Events events, Cpu cpu) {
        this.sink = sink;
        this.events = events;
        this.cpu = cpu;
    }

    /** The project's folder, then options of the service's JVM, for a profiler. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var home = Path.of(arguments[0]);
        var jvm = List.of(arguments).subList(1, arguments.length);
        var durable = new EmbeddedOptions(Optional.empty(), 0, true);
        try (var infra = Infra.embedded(EmbeddedOptions.temporary(), durable);
                var sink = new Sink(RECEIVERS);
                var service = new NotificationProcess(
                        home, infra.kafka().bootstrapServers(), infra.postgres().database("notification"), jvm);
                var events = new Events(infra.kafka().bootstrapServers(), RECEIVERS)) {
            for (int i = 0; i < RECEIVERS; i++) {
                sink.secret(service.subscribe("receiver-" + i, sink.url(i), Events.component(i)));
            }
            new Benchmark(sink, events, new Cpu(pids(infra, service))).run();
        }
    }

    private static Map<String, Long> pids(Infra infra, NotificationProcess service) {
        var pids = new LinkedHashMap<String, Long>();
        pids.put("service", service.pid());
        pids.put("PostgreSQL", infra.postgres().pid());
        pids.put("Kafka", infra.kafka().pid());
        pids.put("this program", ProcessHandle.current().pid());
        return pids;
    }

    private void run() {
        backlog("warm-up", WARM_UP);
        var rate = backlog("backlog", BACKLOG);
        judge("signed deliveries a second", rate, rate >= GOAL_RATE, "at least " + GOAL_RATE);

        var before = paced("all receivers answer");
        sink.hang(HANGING);
        var after = paced(HANGING + " of " + RECEIVERS + " receivers hang");
        var share = after.rate() / (before.rate() * (RECEIVERS - HANGING) / RECEIVERS);
        judge("share of their rate that the others keep", share, share >= GOAL_SHARE, "at least " + GOAL_SHARE);
        judge("p99 of the others, ms", after.p99(), after.p99() <= GOAL_P99_MILLIS, "at most " + GOAL_P99_MILLIS);
        judge("wrong signatures among those looked at", (double) sink.unsigned(), sink.unsigned() == 0, "none");
    }

    private double backlog(String what, int count) {
        sink.restart();
        cpu.restart();
        var start = System.nanoTime();
        events.publish(count);
        var seconds = await(count, start);
        say("%s: %,d deliveries in %.1f s, %,.0f a second; processors busy: %s"
                .formatted(what, count, seconds, count / seconds, cpu.busy(count)));
        return count / seconds;
    }

    private record Figures(double rate, double p99) {}

    /** The rate is that of what arrived while events came, so a growing backlog shows. */
    private Figures paced(String what) {
        sink.restart();
        cpu.restart();
        var start = System.nanoTime();
        events.publish(RATE, SECONDS);
        var rate = sink.arrived() / seconds(start);
        var figures = new Figures(rate, sink.percentile(0.99));
        say(
                "%s, %,d events a second: %,.0f deliveries a second, p50 %.0f ms, p99 %.0f ms, longest %.0f ms; processors busy: %s"
                        .formatted(
                                what,
                                RATE,
                                rate,
                                sink.percentile(0.5),
                                figures.p99(),
                                sink.percentile(1),
                                cpu.busy(sink.arrived())));
        return figures;
    }

    private double await(long count, long start) {
        while (sink.arrived() < count) {
            LockSupport.parkNanos(POLL.toNanos());
            if (seconds(start) > PATIENCE.toSeconds()) {
                throw new IllegalStateException("only " + sink.arrived() + " of " + count + " arrived");
            }
        }
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void judge(String what, double figure, boolean met, String goal) {
        say("%s: %,.2f, %s (%s)".formatted(what, figure, met ? "met" : "MISSED", goal));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
