package dev.recur.notification.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.TestMessages;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.HttpChannels;
import dev.recur.notification.channel.Result;
import dev.recur.notification.receiver.ReceiverType;
import dev.recur.notification.receiver.ReceiverUrl;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No channel is a way to talk to the machines around this one: a canary on every address of this machine hears nothing. */
class ForbiddenTargetsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);

    private final AtomicInteger connections = new AtomicInteger();
    private ServerSocket canary;

    ForbiddenTargetsTest() throws IOException {
        canary = new ServerSocket();
    }

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** On the wildcard address: of IPv4 and IPv6, of every interface. */
    @BeforeEach
    void openCanary() throws IOException {
        canary = new ServerSocket(0);
        Thread.startVirtualThread(() -> {
            while (!canary.isClosed()) {
                try (var connection = canary.accept()) {
                    connections.incrementAndGet();
                    connection.getOutputStream().write("HTTP/1.1 204 X\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void closeCanary() throws IOException {
        canary.close();
    }

    private static OutboundHttp http(boolean allowPrivate, Resolver resolver) {
        return new OutboundHttp(
                VERTX,
                new HttpClientOptions(),
                resolver,
                new OutboundHttp.Settings(allowPrivate, Duration.ofMillis(500), Duration.ofSeconds(2), "Recur/test"));
    }

    private Result deliver(ReceiverType type, OutboundHttp http, String scheme, String host) {
        var url = url(scheme, host).orElseThrow();
        return HttpChannels.deliver(type, http, NOW, TestMessages.all().get("test"), url);
    }

    private Optional<URI> url(String scheme, String host) {
        try {
            return Optional.of(new URI(scheme + "://" + host + ":" + canary.getLocalPort() + "/x"));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Test
    void the_canary_hears_what_is_allowed_to_reach_it() {
        try (var http = http(true, Resolver.system())) {
            for (var host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
                deliver(ReceiverType.WEBHOOK, http, "http", host);
            }
        }
        assertThat(connections.get()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(value = ReceiverType.class, names = "EMAIL", mode = EnumSource.Mode.EXCLUDE)
    void no_spelling_of_an_inner_address_is_connected_to(ReceiverType type) {
        var targets = ForbiddenTargets.all();
        assertThat(targets).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
        var refused = new ArrayList<FailureReason>();
        try (var http = http(false, Resolver.system())) {
            for (var target : targets) {
                for (var scheme : List.of("http", "https")) {
                    if (url(scheme, target).isEmpty()) {
                        continue; // no URL at all
                    }
                    var result = deliver(type, http, scheme, target);
                    assertThat(result).as(scheme + "://" + target).isInstanceOf(Result.TryAgain.class);
                    refused.add(((Result.TryAgain) result).reason());
                }
            }
        }
        assertThat(refused)
                .hasSizeGreaterThan(200)
                .containsOnly(FailureReason.ADDRESS_NOT_ALLOWED, FailureReason.UNKNOWN_HOST);
        assertThat(connections).hasValue(0);
    }

    @Test
    void the_form_refuses_them_too_unless_only_a_lookup_can_tell() {
        var urls = new ReceiverUrl(false);
        var taken = ForbiddenTargets.all().stream()
                .filter(host -> urls.problem("https://" + host + "/hook").isEmpty())
                .toList();

        assertThat(taken).containsExactlyInAnyOrder("localhost.localdomain", "ip6-localhost");
    }

    @ParameterizedTest
    @EnumSource(value = ReceiverType.class, names = "EMAIL", mode = EnumSource.Mode.EXCLUDE)
    void a_name_with_an_inner_address_among_outer_ones_is_refused_whatever_their_order(ReceiverType type) {
        var inner = List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1");
        for (var address : inner) {
            for (var mixed : List.of(List.of("1.1.1.1", address), List.of(address, "2606:4700::1111"))) {
                try (var http = http(false, host -> addresses(mixed))) {
                    assertThat(deliver(type, http, "https", "mixed.example"))
                            .isEqualTo(Result.TryAgain.because(FailureReason.ADDRESS_NOT_ALLOWED));
                }
            }
        }
        assertThat(connections).hasValue(0);
    }

    /** Checked is what is connected to: the second meaning of the name never comes into it. */
    @ParameterizedTest
    @EnumSource(value = ReceiverType.class, names = "EMAIL", mode = EnumSource.Mode.EXCLUDE)
    void a_name_that_alternates_between_outside_and_inside_never_leads_inside(ReceiverType type) {
        var lookups = new AtomicInteger();
        Resolver rebinding =
                host -> addresses(List.of(lookups.getAndIncrement() % 2 == 0 ? "192.0.2.255" : "127.0.0.1"));
        try (var http = http(false, rebinding)) {
            for (int i = 0; i < 10; i++) {
                assertThat(deliver(type, http, "http", "rebinding.example")).isInstanceOf(Result.TryAgain.class);
            }
        }
        assertThat(lookups).hasValue(10);
        assertThat(connections).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(value = ReceiverType.class, names = "EMAIL", mode = EnumSource.Mode.EXCLUDE)
    void a_redirect_inside_is_not_followed(ReceiverType type) throws IOException {
        for (var status : List.of(301, 302, 303, 307, 308)) {
            var answer = "HTTP/1.1 " + status + " X\r\nLocation: http://127.0.0.1:" + canary.getLocalPort()
                    + "/\r\nRefresh: 0;url=http://127.0.0.1:" + canary.getLocalPort()
                    + "/\r\nContent-Length: 0\r\n\r\n";
            try (var server = new FaultServer(FaultServer.answering(answer));
                    var http = http(true, Resolver.system())) {
                var url = URI.create("http://127.0.0.1:" + server.port() + "/");
                assertThat(HttpChannels.deliver(
                                type, http, NOW, TestMessages.all().get("test"), url))
                        .isInstanceOfSatisfying(
                                Result.TryAgain.class,
                                again -> assertThat(again.reason()).isEqualTo(FailureReason.REDIRECT));
            }
        }
        assertThat(connections).hasValue(0);
    }

    private static List<InetAddress> addresses(List<String> literals) throws UnknownHostException {
        var addresses = new ArrayList<InetAddress>();
        for (var literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses;
    }
}
