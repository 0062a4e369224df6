package dev.recur.benchmarks.endtoend;

import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Infra;
import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.postgres.EmbeddedPostgres;
import dev.recur.local.RecurStack;
import dev.recur.local.ServiceName;
import dev.recur.local.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A thousand reports a second, of which twenty complete the fourth occurrence of a component in a quarter: how long from
 * their 202 until the signed webhook is there. Then an Alertmanager with {@code group_wait: 0s} is sent twenty alerts a
 * second.
 */
final class Benchmark {

    private static final int RATE = 1000;
    private static final int COMPLETIONS = 20;
    private static final int NEEDED = 4;
    private static final int WARM_UP_SECONDS = 120;
    private static final double GOAL_P50 = 100;
    private static final double GOAL_P99 = 500;
    private static final Pattern OURS = Pattern.compile("\"group\":\\{\"component\":\"(hot-[a-z0-9-]+)\"");
    private static final Pattern PEERS = Pattern.compile("\"component\":\"(hot-[a-z0-9-]+)\"");

    private final Client client = new Client();
    private final LongAdder refused = new LongAdder();
    private final Instant now = Clock.systemUTC().instant();

    private Benchmark() {}

    /** The project's folder, then the seconds to measure for; 60 unless said otherwise. */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        var seconds = arguments.length == 1 ? 60 : Integer.parseInt(arguments[1]);
        var benchmark = new Benchmark();
        var holds = benchmark.recur(Path.of(arguments[0]), seconds);
        benchmark.peer(seconds);
        System.exit(holds ? 0 : 1);
    }

    private boolean recur(Path home, int seconds) throws IOException {
        // the quarter began at least a month ago, whatever the date, so that occurrences of days fit into it
        var firstMonth = LocalDate.now(Clock.systemUTC()).minusMonths(1).getMonth();
        var durable = new EmbeddedOptions(Optional.empty(), 0, true);
        try (var sink = new Sink(OURS);
                var infra = new Infra(
                        EmbeddedKafka.startForLoad(EmbeddedOptions.temporary()), EmbeddedPostgres.start(durable));
                var stack = RecurStack.start(StackOptions.temporary()
                        .withHome(home)
                        .withLoad()
                        .withInfra(infra)
                        .withProperty(ServiceName.ANALYSIS, "recur.calendar.first-month", firstMonth.name())
                        // above its limit only a notice would be told
                        .withProperty(ServiceName.ANALYSIS, "recur.rules.max-openings-per-hour", "1000000"))) {
            var notification = stack.notification().url();
            client.post(
                    notification.resolve("/api/v1/receivers"),
                    "{\"name\":\"sink\",\"type\":\"webhook\",\"url\":\"" + sink.url() + "\"}");
            client.post(
                    notification.resolve("/api/v1/subscriptions"),
                    "{\"name\":\"all\",\"receiver\":\"sink\",\"events\":[\"opened\"]}");
            var ingest = stack.ingest().url().resolve("/api/v1/incidents");
            var warmUp = new Latencies();
            load("warm", ingest, WARM_UP_SECONDS, warmUp);
            // While the compilers work more arrives than is worked off; what is measured begins with no backlog.
            warmUp.awaitAll(sink.heardAt());
            System.out.println("warmed up");
            sink.heardAt().clear();
            refused.reset();
            var latencies = new Latencies();
            load("meas", ingest, seconds, latencies);
            System.out.printf("%d reports/s for %d s, %d refused%n", RATE, seconds, refused.sum());
            return latencies.print("Recur, 202 to signed webhook", sink.heardAt(), GOAL_P50, GOAL_P99);
        }
    }

    /** In each second, as many components get their first, second, third and fourth report as are to complete. */
    private void load(String phase, URI ingest, int seconds, Latencies latencies) {
        new Pace(RATE).run(RATE * seconds, i -> {
            var second = i / RATE;
            var inSecond = i % RATE;
            var slot = inSecond / (RATE / (COMPLETIONS * NEEDED));
            var isHot = inSecond % (RATE / (COMPLETIONS * NEEDED)) == 0 && slot < COMPLETIONS * NEEDED;
            var step = slot % NEEDED;
            var group = second - step;
            if (isHot && group >= 0) {
                var component = "hot-" + phase + "-" + group + "-" + slot / NEEDED;
                send(ingest, phase, i, component, step + 1, step == NEEDED - 1 ? latencies : null);
            } else {
                send(ingest, phase, i, "cool-" + phase + "-" + i / 3, i % 3 + 1, null);
            }
        });
    }

    private void send(URI ingest, String phase, int i, String component, int daysAgo, @Nullable Latencies completes) {
        var report = """
                {"source":"bench","externalId":"%s-%d","title":"Something failed","severity":"sev3","occurredAt":"%s",\
                "tags":{"component":["%s"],"team":["team-%d"]}}""".formatted(phase, i, now.minus(Duration.ofDays(daysAgo)), component, i % 20);
        var unused = client.send(ingest, report).onComplete(sent -> {
            if (sent.failed() || sent.result() != 202) {
                refused.increment();
            } else if (completes != null) {
                completes.acknowledged(component);
            }
        });
    }

    private void peer(int seconds) throws IOException {
        var program = Peer.program();
        if (program.isEmpty()) {
            System.out.println("LEFT OUT: no prometheus-alertmanager on the search path to measure beside");
            return;
        }
        try (var sink = new Sink(PEERS);
                var peer = new Peer(program.get(), sink.url())) {
            var latencies = new Latencies();
            new Pace(COMPLETIONS).run(COMPLETIONS * seconds, i -> {
                var component = "hot-alert-" + i;
                var alert = "[{\"labels\":{\"alertname\":\"Failed\",\"component\":\"" + component + "\"}}]";
                var unused = client.send(peer.alerts(), alert).onComplete(sent -> {
                    if (sent.succeeded() && sent.result() == 200) {
                        latencies.acknowledged(component);
                    }
                });
            });
            latencies.print("Alertmanager, 200 to webhook (in memory, no pattern)", sink.heardAt(), GOAL_P50, GOAL_P99);
        }
    }
}
