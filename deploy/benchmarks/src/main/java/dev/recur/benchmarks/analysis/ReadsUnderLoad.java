package dev.recur.benchmarks.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * What readers wait for while reports arrive: one for each question, who asks at a fixed rate; each request is counted from
 * when it was due.
 */
final class ReadsUnderLoad {

    private static final double GOAL_MILLIS = 50;

    private final AnalysisProcess service;
    private final long nanosBetween;
    private final Random random = new Random(7);
    private final List<String> investigations;
    private final List<Question> questions = new ArrayList<>();

    private record Question(String name, Supplier<String> path, Histogram latencies) {}

    /**
     * Readers of the service.
     *
     * @param asking requests a second of all of them together
     */
    ReadsUnderLoad(AnalysisProcess service, int asking) {
        this.service = service;
        this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / asking;
        this.investigations = service.json("/api/v1/investigations?limit=200").findValuesAsText("investigationId");
        ask("counts of a dimension by quarter", () -> "/api/v1/counts?groupBy=component&bucket=quarter");
        ask("counts of a dimension by month", () -> "/api/v1/counts?groupBy=cause&bucket=month");
        ask("search by a tag", () -> "/api/v1/incidents?where=component%3D%22component-" + random.nextInt(200) + "%22");
        ask(
                "search by two tags",
                () -> "/api/v1/incidents?where=component%3D%22component-" + random.nextInt(200)
                        + "%22%2Ccause%3D%22cause-" + random.nextInt(25) + "%22");
        ask("the latest incidents", () -> "/api/v1/incidents?status=open");
        ask("search by words", () -> "/api/v1/incidents?q=component-" + random.nextInt(200) + "+database");
        ask("list of investigations", () -> "/api/v1/investigations?status=open");
        if (!investigations.isEmpty()) {
            ask(
                    "one investigation",
                    () -> "/api/v1/investigations/" + investigations.get(random.nextInt(investigations.size())));
        }
    }

    private void ask(String name, Supplier<String> path) {
        questions.add(new Question(name, path, new Histogram(3)));
    }

    /** Asks for so long. */
    void run(Duration duration) {
        var start = System.nanoTime();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = IntStream.range(0, questions.size())
                    .mapToObj(i -> readers.submit(() -> read(questions.get(i), start + i * nanosBetween, duration)))
                    .toList();
            for (var reader : reading) {
                reader.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was compiled or planned for the first time is no reader's everyday. */
    void forget() {
        questions.forEach(question -> question.latencies().reset());
    }

    private void read(Question question, long start, Duration duration) {
        var end = start + duration.toNanos();
        for (var due = start; due < end; due += questions.size() * nanosBetween) {
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            service.json(question.path().get());
            question.latencies().recordValue(Math.max(0, (System.nanoTime() - due) / 1000));
        }
    }

    /** A line a question. */
    List<String> lines() {
        return questions.stream()
                .map(question -> {
                    var latencies = question.latencies();
                    var p99 = latencies.getValueAtPercentile(99) / 1000.0;
                    return "  %-34s p50 %6.1f ms, p99 %6.1f ms, longest %6.1f ms of %,d (goal p99 %.0f ms: %s)"
                            .formatted(
                                    question.name(),
                                    latencies.getValueAtPercentile(50) / 1000.0,
                                    p99,
                                    latencies.getMaxValue() / 1000.0,
                                    latencies.getTotalCount(),
                                    GOAL_MILLIS,
                                    p99 <= GOAL_MILLIS ? "holds" : "MISSED");
                })
                .toList();
    }
}
