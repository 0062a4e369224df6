package dev.recur.testkit.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks every endpoint as every caller, and compares the answers with a table. */
public final class AccessMatrix {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ANY_ID = "0190a4e8-0000-7000-8000-00000000ffff";

    private final URI service;
    private final AccessTable table;
    private final Function<Endpoint, Content> contents;
    private final Map<String, String> parameters;

    /**
     * A matrix, not yet asked.
     *
     * @param contents what is sent to an endpoint that takes something
     * @param parameters values of parameters in paths, where they are not to be the id of nothing
     */
    public AccessMatrix(
            URI service, AccessTable table, Function<Endpoint, Content> contents, Map<String, String> parameters) {
        this.service = service;
        this.table = table;
        this.contents = contents;
        this.parameters = Map.copyOf(parameters);
    }

    /** What is sent. */
    public record Content(String type, String body) {
        public static final Content EMPTY_OBJECT = new Content("application/json", "{}");
    }

    /**
     * Somebody who calls.
     *
     * @param authorization the header, none if {@code null}
     * @param roles those that they are granted and those that come with them; empty for who is not known
     */
    public record Caller(String name, @Nullable String authorization, Optional<Set<String>> roles) {

        public static Caller unknown(String name, @Nullable String authorization) {
            return new Caller(name, authorization, Optional.empty());
        }

        public static Caller known(String name, String authorization, String... roles) {
            return new Caller(name, authorization, Optional.of(Set.of(roles)));
        }
    }

    /** Every answer that is not what it should be, as a sentence. */
    public List<String> differences(List<Caller> callers) {
        var differences = new ArrayList<String>();
        table.lines().forEach((endpoint, line) -> {
            for (var caller : callers) {
                difference(endpoint, line, caller).ifPresent(differences::add);
                if (endpoint.method().equals("GET")) {
                    difference(new Endpoint("HEAD", endpoint.path()), line, caller)
                            .ifPresent(differences::add);
                }
            }
        });
        return differences;
    }

    private Optional<String> difference(Endpoint endpoint, AccessTable.Line line, Caller caller) {
        var answer = ask(endpoint, caller);
        var expected = expected(line, caller);
        var isRight =
                expected == 0 ? answer != 401 && answer != 403 && answer != 405 && answer < 500 : answer == expected;
        return isRight
                ? Optional.empty()
                : Optional.of(endpoint + " as " + caller.name() + ": "
                        + (expected == 0 ? "allowed" : Integer.toString(expected)) + ", was " + answer);
    }

    /** Zero where the endpoint is to do its work, whatever comes of it. */
    private static int expected(AccessTable.Line line, Caller caller) {
        if (line.roles().isEmpty()) {
            return 0;
        }
        if (caller.roles().isEmpty()) {
            return caller.authorization() == null ? line.withoutKey() : 401;
        }
        var isAllowed = caller.roles().get().stream().anyMatch(line.roles().get()::contains);
        return isAllowed ? 0 : 403;
    }

    private int ask(Endpoint endpoint, Caller caller) {
        var request = HttpRequest.newBuilder(service.resolve(path(endpoint))).timeout(PATIENCE);
        if (caller.authorization() != null) {
            request.header("Authorization", caller.authorization());
        }
        if (endpoint.method().equals("GET") || endpoint.method().equals("HEAD")) {
            request.method(endpoint.method(), BodyPublishers.noBody());
        } else {
            var content = contents.apply(endpoint);
            request.method(endpoint.method(), BodyPublishers.ofString(content.body()))
                    .header("Content-Type", content.type());
        }
        // over a connection of its own, as a stream of events has no end
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(endpoint + " as " + caller.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            client.shutdownNow();
        }
    }

    private String path(Endpoint endpoint) {
        var path = endpoint.path();
        for (var parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return path.replaceAll("\\{[^}]*}", ANY_ID);
    }
}
