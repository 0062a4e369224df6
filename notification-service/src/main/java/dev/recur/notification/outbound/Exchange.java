package dev.recur.notification.outbound;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, all on one event loop: whoever asked waits once, for the end. Connects to the first of
 * several addresses that takes the connection; nothing has been sent to the others. A connection that has served before
 * and ends without an answer was closed while it was idle: the request goes to another, and may for once arrive twice.
 */
final class Exchange {

    private final HttpClient client;
    private final Set<HttpConnection> served;
    private final List<RequestOptions> ways;
    private final Buffer body;
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

    /** Of the event loop: the request in hand, and whether nobody waits for it any more. */
    private @Nullable HttpClientRequest request;

    private boolean abandoned;
    private volatile @Nullable BoundedAnswer answer;

    private Exchange(HttpClient client, Set<HttpConnection> served, List<RequestOptions> ways, byte[] body) {
        this.client = client;
        this.served = served;
        this.ways = ways;
        this.body = Buffer.buffer(body);
    }

    /**
     * Posts, and waits for what comes of it.
     *
     * @param served connections that have brought an answer
     * @param ways to the same server, one for each of its addresses; at least one
     */
    static Outcome post(
            HttpClient client,
            Set<HttpConnection> served,
            Context loop,
            List<RequestOptions> ways,
            byte[] body,
            OutboundHttp.Deadline deadline)
            throws TimeoutException, ExecutionException, InterruptedException {
        var exchange = new Exchange(client, served, ways, body);
        loop.runOnContext(now -> exchange.attempting(() -> exchange.connect(0)));
        try {
            return exchange.outcome(deadline);
        } finally {
            if (!exchange.isComplete()) {
                loop.runOnContext(now -> exchange.abandon());
            }
        }
    }

    private void connect(int way) {
        client.request(ways.get(way))
                .onComplete(connection -> attempting(() -> {
                    if (connection.succeeded()) {
                        send(connection.result());
                    } else if (way + 1 < ways.size() && !abandoned) {
                        connect(way + 1);
                    } else {
                        end.completeExceptionally(connection.cause());
                    }
                }));
    }

    /** What goes wrong on the event loop is for whoever waits. */
    private void attempting(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        if (abandoned) {
            abandon();
            return;
        }
        connected
                .send(body)
                .onSuccess(response -> read(connected, response))
                .onFailure(failure -> attempting(() -> {
                    if (served.contains(connected.connection())) {
                        connect(0);
                    } else {
                        end.completeExceptionally(failure);
                    }
                }));
    }

    private void read(HttpClientRequest connected, HttpClientResponse response) {
        answer = BoundedAnswer.reading(response, () -> {
            served.add(connected.connection());
            end.complete(null);
        });
    }

    /** The status decides, and once it is here the end of the body is worth only what time is left. */
    private Outcome outcome(OutboundHttp.Deadline deadline)
            throws TimeoutException, ExecutionException, InterruptedException {
        try {
            end.get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (answer == null) {
                throw e;
            }
        }
        var arrived = answer;
        if (arrived == null) {
            throw new IllegalStateException("an exchange ended without an answer and without a failure");
        }
        return arrived.outcome();
    }

    private boolean isComplete() {
        var arrived = answer;
        return end.isCompletedExceptionally() || (arrived != null && arrived.complete());
    }

    /** What is still to come is not wanted: only the end of the connection stops it. */
    private void abandon() {
        abandoned = true;
        if (request != null) {
            request.reset();
        }
    }
}
