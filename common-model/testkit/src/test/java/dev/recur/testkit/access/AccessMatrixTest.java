package dev.recur.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.recur.testkit.access.AccessMatrix.Caller;
import dev.recur.testkit.access.AccessMatrix.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessMatrixTest {

    private static final AccessTable TABLE = AccessTable.of("""
            # what there is
            GET  /things       reader admin
            POST /things/{id}  admin          # a comment
            POST /open         everybody
            POST /key          admin without 400
            """);

    private static final List<Caller> CALLERS = List.of(
            Caller.unknown("no key", null),
            Caller.unknown("a wrong key", "Bearer wrong"),
            Caller.known("reader", "Bearer reader", "reader"));

    @Test
    void a_service_that_asks_nobody_is_told_by_every_endpoint_that_should() throws IOException {
        assertThat(differences(200))
                .containsExactly(
                        "POST /key as no key: 400, was 200",
                        "POST /key as a wrong key: 401, was 200",
                        "POST /key as reader: 403, was 200",
                        "GET /things as no key: 401, was 200",
                        "HEAD /things as no key: 401, was 200",
                        "GET /things as a wrong key: 401, was 200",
                        "HEAD /things as a wrong key: 401, was 200",
                        "POST /things/{id} as no key: 401, was 200",
                        "POST /things/{id} as a wrong key: 401, was 200",
                        "POST /things/{id} as reader: 403, was 200");
    }

    @Test
    void one_that_lets_nobody_in_is_told_where_somebody_may() throws IOException {
        assertThat(differences(403))
                .contains("GET /things as reader: allowed, was 403", "POST /open as no key: allowed, was 403")
                .doesNotContain("POST /things/{id} as reader: 403, was 403");
    }

    private static List<String> differences(int answer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            return new AccessMatrix(address, TABLE, endpoint -> Content.EMPTY_OBJECT, Map.of()).differences(CALLERS);
        } finally {
            server.stop(0);
        }
    }
}
