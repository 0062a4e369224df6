package dev.recur.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that report without end, each report once, and remember what they were told. */
final class Load {

    private static final long BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(10);

    private final String name;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong slowestRefusal = new AtomicLong();
    private final Map<String, Integer> otherAnswers = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Load(String name) {
        this.name = name;
    }

    /** Reports until it is stopped. */
    void send(int clientNumber) {
        for (int i = 0; !stopped; i++) {
            send(name + "-" + clientNumber + "-" + i);
            LockSupport.parkNanos(BETWEEN_REPORTS);
        }
    }

    private void send(String externalId) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + Ingest.port() + "/api/v1/incidents"))
                .header("Authorization", Keys.TOOLING.header())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"x\",\"externalId\":\"" + externalId + "\"}"))
                .build();
        var since = System.nanoTime();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            switch (answer.statusCode()) {
                case 202 -> acknowledged.add(externalId);
                case 503 -> {
                    refusals.incrementAndGet();
                    slowestRefusal.accumulateAndGet(System.nanoTime() - since, Math::max);
                    if (answer.headers().firstValue("Retry-After").isEmpty()) {
                        otherAnswers.merge("503 without Retry-After", 1, Integer::sum);
                    }
                }
                default -> otherAnswers.merge(answer.toString(), 1, Integer::sum);
            }
        } catch (IOException e) {
            otherAnswers.merge(e.toString(), 1, Integer::sum);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped = true;
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    int refusals() {
        return refusals.get();
    }

    Duration slowestRefusal() {
        return Duration.ofNanos(slowestRefusal.get());
    }

    Map<String, Integer> otherAnswers() {
        return otherAnswers;
    }
}
