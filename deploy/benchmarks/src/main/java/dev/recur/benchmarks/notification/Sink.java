package dev.recur.benchmarks.notification;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The servers of many receivers, each on a port of its own. Some can be told to hang. */
final class Sink implements AutoCloseable {

    private static final long HANG_MILLIS = Duration.ofSeconds(20).toMillis();
    private static final int VERIFY_ONE_IN = 200;
    private static final String TIMESTAMP = "\"timestamp\":\"";

    private final Vertx vertx = Vertx.vertx();
    private final List<Integer> ports = new ArrayList<>();
    private final Clock clock = Clock.systemUTC();
    private final List<Secret> secrets = new ArrayList<>();
    private volatile int hanging;

    /** Since the last {@link #restart}: how many arrived at receivers that do not hang, and how long each had taken. */
    private final AtomicLong arrived = new AtomicLong();

    private final AtomicLong unsigned = new AtomicLong();
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();

    Sink(int receivers) {
        for (int i = 0; i < receivers; i++) {
            var receiver = i;
            var server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                    .requestHandler(request -> request.bodyHandler(body -> handle(receiver, request, body)));
            ports.add(server.listen(0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort());
        }
    }

    String url(int receiver) {
        return "http://127.0.0.1:" + ports.get(receiver) + "/hook";
    }

    /** What the next receiver signs with, in their order. */
    void secret(String text) {
        secrets.add(Secret.of(text));
    }

    /** From now on the first so many receivers answer nobody. */
    void hang(int receivers) {
        hanging = receivers;
    }

    private void handle(int receiver, HttpServerRequest request, Buffer body) {
        var now = clock.instant();
        if (receiver < hanging) {
            vertx.setTimer(HANG_MILLIS, done -> request.response().end());
            return;
        }
        request.response().setStatusCode(204).end();
        var count = arrived.incrementAndGet();
        latencies.add(Duration.between(timestamp(body), now).toNanos());
        if (count % VERIFY_ONE_IN == 0 && !secrets.get(receiver).signed(request, body)) {
            unsigned.incrementAndGet();
        }
    }

    private static Instant timestamp(Buffer body) {
        var start = body.getString(0, Math.min(200, body.length()));
        var from = start.indexOf(TIMESTAMP) + TIMESTAMP.length();
        return Instant.parse(start.substring(from, start.indexOf('"', from)));
    }

    void restart() {
        arrived.set(0);
        latencies.clear();
    }

    long arrived() {
        return arrived.get();
    }

    /** How many of those that were looked at were not signed as they should be. */
    long unsigned() {
        return unsigned.get();
    }

    /** That share of what arrived took no longer, in milliseconds. */
    double percentile(double share) {
        var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
