package dev.recur.benchmarks.endtoend;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Posts JSON, and takes little of the processor that what is measured needs. */
final class Client implements AutoCloseable {

    private static final int CONNECTIONS = 64;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));

    /** The status, when it is there. */
    Future<Integer> send(URI uri, String json) {
        return request(uri, json).map(Answer::status);
    }

    /** Waits, and takes nothing but a 2xx. */
    void post(URI uri, String json) {
        var answer =
                request(uri, json).toCompletionStage().toCompletableFuture().join();
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(uri + " answered " + answer);
        }
    }

    private record Answer(int status, String body) {}

    private Future<Answer> request(URI uri, String json) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(uri.getRawPath())
                .putHeader("Content-Type", "application/json")
                .setTimeout(20_000);
        return http.request(options)
                .compose(request -> request.send(Buffer.buffer(json)))
                .compose(answer -> answer.body().map(body -> new Answer(answer.statusCode(), body.toString())));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
