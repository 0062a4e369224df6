package dev.recur.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.notification.TestMessages;
import dev.recur.notification.channel.webhook.WebhookChannel;
import dev.recur.notification.outbound.FaultServer;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.outbound.Resolver;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.ReceiverType;
import dev.recur.notification.receiver.SigningSecret;
import dev.recur.wire.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, given to the libraries and types that its inventors publish. */
class PublishedLibrariesTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path folder;

    private static NpmFolder npm;

    @BeforeAll
    static void install() throws Exception {
        npm = NpmFolder.installedIn(folder);
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A request as it arrived. */
    private record Request(String head, String body) {
        String header(String name) {
            var found = Pattern.compile("(?im)^" + name + ": *(.*?)\\r?$").matcher(head);
            return found.find() ? found.group(1) : "";
        }
    }

    private interface Delivery {
        void to(OutboundHttp http, URI url);
    }

    private static List<Request> requests(Delivery delivery) throws IOException {
        var heads = new StringBuffer();
        try (var server = new FaultServer(FaultServer.answering("HTTP/1.1 202 X\r\nContent-Length: 0\r\n\r\n"), heads);
                var http = new OutboundHttp(
                        VERTX,
                        new HttpClientOptions().setKeepAlive(false),
                        Resolver.system(),
                        new OutboundHttp.Settings(true, Duration.ofSeconds(2), Duration.ofSeconds(5), "Recur/test"))) {
            delivery.to(http, URI.create("http://127.0.0.1:" + server.port() + "/"));
            var requests = new ArrayList<Request>();
            var each = heads.toString().split("(?<=\r\n\r\n)");
            for (int i = 0; i < server.bodies.size(); i++) {
                requests.add(new Request(each[i], server.bodies.get(i)));
            }
            return requests;
        }
    }

    /** The bodies of every message by that channel, by the name of the message. */
    private static Map<String, JsonNode> bodies(ReceiverType type) throws IOException {
        var bodies = new LinkedHashMap<String, JsonNode>();
        for (var message : TestMessages.all().entrySet()) {
            requests((http, url) -> HttpChannels.deliver(type, http, CLOCK, message.getValue(), url))
                    .forEach(request -> bodies.put(
                            message.getKey() + " " + bodies.size(),
                            Json.read(request.body().getBytes(StandardCharsets.UTF_8))));
        }
        return bodies;
    }

    @Test
    void signatures_hold_for_the_library_of_standard_webhooks_in_javascript_too_and_for_both_secrets()
            throws Exception {
        var old = SigningSecret.generate(new Random(1));
        var now = SigningSecret.generate(new Random(2));
        var rotated = new Destination.Webhook(
                URI.create("http://unused.example"), now, old, CLOCK.instant().plusSeconds(60));
        var arrays = Json.object().putArray("requests");
        for (var message : TestMessages.all().values()) {
            var request = requests((http, url) -> new WebhookChannel(http, CLOCK)
                            .deliver(message, new Destination.Webhook(url, now, old, rotated.previousUntil())))
                    .getFirst();
            for (var secret : List.of(old, now)) {
                var one = arrays.addObject().put("secret", secret.reveal()).put("body", request.body());
                var headers = one.putObject("headers");
                List.of("webhook-id", "webhook-timestamp", "webhook-signature")
                        .forEach(name -> headers.put(name, request.header(name)));
            }
        }
        npm.write("requests.json", arrays);

        var said = npm.run("node", "signatures.mjs");

        assertThat(said).hasSize(TestMessages.all().size() * 2).containsOnly("true false");
    }

    @Test
    void cards_are_fine_for_the_renderer_of_adaptive_cards() throws Exception {
        var cards = Json.object();
        bodies(ReceiverType.TEAMS).forEach((name, message) -> cards.set(name, message.at("/attachments/0/content")));
        cards.set(
                "broken",
                Json.object()
                        .put("type", "AdaptiveCard")
                        .put("version", "1.2")
                        .set("body", cards.arrayNode().add(Json.object().put("type", "Nonsense"))));
        npm.write("cards.json", cards);

        var said = npm.run("node", "cards.mjs");

        assertThat(said).hasSize(TestMessages.all().size() + 1);
        assertThat(said.getLast()).startsWith("broken: ").doesNotEndWith("fine");
        assertThat(said.subList(0, said.size() - 1))
                .allSatisfy(line -> assertThat(line).endsWith(": fine"));
    }

    @Test
    void slack_blocks_have_the_types_that_slack_publishes() throws Exception {
        var source = new StringBuilder("import type { KnownBlock } from \"@slack/types\";\n"
                + "type Message = { text: string; blocks: KnownBlock[] };\n");
        bodies(ReceiverType.SLACK)
                .values()
                .forEach(message -> source.append("(").append(message).append(" satisfies Message);\n"));

        assertTypes("slack", source.toString(), "({ text: \"\", blocks: [{ type: \"header\" }] } satisfies Message);");
    }

    @Test
    void pagerduty_events_have_the_types_that_pagerduty_publishes() throws Exception {
        var source = new StringBuilder("import type { EventPayloadV2 } from \"@pagerduty/pdjs/build/src/events\";\n"
                + "type Event = EventPayloadV2 & { client?: string; client_url?: string };\n");
        bodies(ReceiverType.PAGERDUTY)
                .values()
                .forEach(event -> source.append("(").append(event).append(" satisfies Event);\n"));

        assertTypes("pagerduty", source.toString(), "({ routing_key: 7 } satisfies Event);");
    }

    /** The compiler takes the one and not the other. */
    private static void assertTypes(String name, String right, String wrong) throws Exception {
        npm.write(name + ".ts", right);
        npm.write(name + "-wrong.ts", right + wrong);
        var flags = List.of(
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--module",
                "commonjs",
                "--moduleResolution",
                "node10",
                "--target",
                "es2022");

        npm.run(command(flags, name + ".ts"));

        assertThatThrownBy(() -> npm.run(command(flags, name + "-wrong.ts"))).hasMessageContaining("error TS");
    }

    private static String[] command(List<String> flags, String file) {
        var command = new ArrayList<>(List.of("node_modules/.bin/tsc"));
        command.addAll(flags);
        command.add(file);
        return command.toArray(String[]::new);
    }
}
