package dev.recur.benchmarks.analysis;

import dev.recur.benchmarks.Cpu;
import dev.recur.infra.Database;
import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Infra;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Drains backlogs of reports through analysis-service, everything on this machine and PostgreSQL durable. */
final class Benchmark {

    private static final int SEED = 20_261_122;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LINE_SECONDS = 10;
    private static final int YEAR = 365;
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Duration LONGEST_SETTLING = Duration.ofMinutes(10);

    private final Options options;
    private final Infra infra;
    private final Database database;
    private final ReportsTopic topic;
    private final AnalysisProcess service;
    private final GeneratedReports generated =
            new GeneratedReports(SEED, Clock.systemUTC().instant());

    private Benchmark(Options options, Infra infra, ReportsTopic topic, AnalysisProcess service, Database database) {
        this.options = options;
        this.infra = infra;
        this.topic = topic;
        this.service = service;
        this.database = database;
    }

    /** The project's folder, then flags. */
    public static void main(String[] arguments) throws SQLException {
        Locale.setDefault(Locale.ROOT);
        Options options;
        try {
            options = Options.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(Options.HELP);
            System.exit(2);
            return;
        }
        var durable = new EmbeddedOptions(Optional.empty(), 0, true);
        try (var infra = Infra.embedded(EmbeddedOptions.temporary(), durable)) {
            var database = infra.postgres().database("analysis");
            try (var service = new AnalysisProcess(options, infra.kafka().bootstrapServers(), database);
                    var topic = new ReportsTopic(infra.kafka().bootstrapServers())) {
                new Benchmark(options, infra, topic, service, database).run();
            }
        }
    }

    private void run() throws SQLException {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        say("%d processors; load %.2f in the last minute, of which this program has little"
                .formatted(machine.getAvailableProcessors(), machine.getSystemLoadAverage()));
        say("PostgreSQL at %s, password %s".formatted(database, database.password()));
        GeneratedRules.bodies(options.rules()).forEach(service::createRule);
        say("%d rules are enabled besides the starter rule; JVM of the service: %s %s"
                .formatted(options.rules(), String.join(" ", AnalysisProcess.JVM), String.join(" ", options.jvm())));
        if (options.stored() > 0) {
            drain("stored first", options.stored(), YEAR);
        }
        for (var backlog : options.reports()) {
            drain("backlog of %d days, by which the goal is judged".formatted(options.days()), backlog, options.days());
        }
        if (options.imported() > 0) {
            drain("import of a year", options.imported(), YEAR);
        }
        if (options.reads() > 0) {
            read();
        }
        verify();
        service.stop();
        if (options.bare() > 0) {
            say("bare insert loop: %,.0f reports/s"
                    .formatted(BareLoop.rate(
                            topic, infra.postgres().database("bare"), (int) Math.min(options.bare(), topic.size()))));
        }
    }

    private void drain(String what, int reports, int days) throws SQLException {
        service.stop();
        topic.fill(reports, () -> generated.next(days));
        execute("checkpoint");
        service.start();
        var judgedBefore = service.metric("recur_analysis_judgements_total");
        var from = topic.size() - reports;
        var start = System.nanoTime();
        var cpu = new Cpu(pids());
        var half = 0.0;
        var lineAt = LINE_SECONDS;
        var drained = topic.drained();
        var lineFrom = drained;
        while (drained < topic.size()) {
            LockSupport.parkNanos(POLL_NANOS);
            drained = topic.drained();
            var seconds = seconds(start);
            if (half == 0 && drained - from >= reports / 2) {
                half = seconds;
            }
            if (seconds >= lineAt) {
                say("  %3.0f s: %,d drained, %,.0f/s"
                        .formatted(seconds, drained - from, (drained - lineFrom) / (double) LINE_SECONDS));
                lineFrom = drained;
                lineAt += LINE_SECONDS;
            }
        }
        var seconds = seconds(start);
        say(
                "%s: %,d reports in %.1f s from the start of the service: %,.0f/s, second half %,.0f/s; %,d incidents stored"
                        .formatted(
                                what,
                                reports,
                                seconds,
                                reports / seconds,
                                reports / 2.0 / (seconds - half),
                                count("incident")));
        say("  processors busy: %s; groups judged: %,.0f; marks waiting: %,d"
                .formatted(
                        cpu.busy(reports),
                        service.metric("recur_analysis_judgements_total") - judgedBefore,
                        count("judgement_mark")));
        say("  changes of counts not added up yet: %,d; marks not of groups yet: of %,d batches"
                .formatted(count("count_change"), count("batch_mark")));
    }

    /** What the backlogs before left to judge and to vacuum is no part of what readers meet every day. */
    private void settle() throws SQLException {
        var start = System.nanoTime();
        while (isAtWork() && seconds(start) < LONGEST_SETTLING.toSeconds()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        say("what the backlogs left was judged and vacuumed after %.0f s%s; marks waiting: %,d"
                .formatted(seconds(start), isAtWork() ? " not yet" : "", count("judgement_mark")));
    }

    private boolean isAtWork() throws SQLException {
        return count("judgement_mark") + count("batch_mark") + count("count_change") + count("pg_stat_progress_vacuum")
                > 0;
    }

    /** Readers ask while reports arrive that tell of the last hours; what they wait for at first is not counted. */
    private void read() throws SQLException {
        settle();
        var reads = new ReadsUnderLoad(service, options.asking());
        arrive(reads, WARM_UP);
        reads.forget();
        var judgedBefore = service.metric("recur_analysis_judgements_total");
        var cpu = new Cpu(pids());
        var start = System.nanoTime();
        var sent = arrive(reads, Duration.ofSeconds(options.reads()));
        var seconds = seconds(start);
        say(
                "%d reads/s while %,.0f reports/s arrived, %,d incidents stored; processors busy: %s; groups judged: %,.0f/s; marks waiting: %,d"
                        .formatted(
                                options.asking(),
                                sent / seconds,
                                count("incident"),
                                cpu.busy(sent),
                                (service.metric("recur_analysis_judgements_total") - judgedBefore) / seconds,
                                count("judgement_mark")));
        reads.lines().forEach(Benchmark::say);
        say("  not taken in yet when the last reader had asked: %,d".formatted(topic.size() - topic.drained()));
        while (topic.drained() < topic.size()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Returns how many reports arrived meanwhile. */
    private int arrive(ReadsUnderLoad reads, Duration duration) {
        var sent = new AtomicInteger();
        // does not keep the program when reading fails
        var feeder = Thread.ofPlatform()
                .daemon()
                .start(() -> sent.set(topic.feed(options.arriving(), () -> generated.next(1))));
        reads.run(duration);
        feeder.interrupt();
        try {
            feeder.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return sent.get();
    }

    /** A rate of doing it wrong would be worth nothing. */
    private void verify() throws SQLException {
        if (count("incident") != generated.incidents() || count("report") != generated.distinct()) {
            throw new IllegalStateException("%d incidents of %d reports were sent, %d of %d are stored"
                    .formatted(generated.incidents(), generated.distinct(), count("incident"), count("report")));
        }
    }

    private Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        pids.put("service", service.pid());
        pids.put("PostgreSQL", infra.postgres().pid());
        pids.put("Kafka", infra.kafka().pid());
        pids.put("this program", ProcessHandle.current().pid());
        return pids;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private long count(String table) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var rows = connection.createStatement().executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
