package dev.recur.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.recur.notification.TestMessages;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.webhook.WebhookChannel;
import dev.recur.notification.outbound.FaultServer;
import dev.recur.notification.outbound.OutboundHttp;
import dev.recur.notification.outbound.Resolver;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.SigningSecret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One delivery to a real server that always fails, under a clock that is put forward, to the end of the schedule. */
class UntilTheEndTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final SigningSecret SECRET = SigningSecret.generate(new Random(1));

    @AfterAll
    static void closeVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Stands still until it is set. */
    private static final class SetClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record Run(ArrayList<Settled> settled, String heads, List<String> bodies, Duration took) {}

    private static Run untilTheEnd(RandomGenerator random) throws Exception {
        var clock = new SetClock();
        var heads = new StringBuffer();
        var settled = new ArrayList<Settled>();
        List<String> bodies;
        var message = TestMessages.all().get("opened");
        try (var server = new FaultServer(FaultServer.answering("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n"), heads);
                var http = new OutboundHttp(
                        VERTX,
                        new HttpClientOptions(),
                        Resolver.system(),
                        new OutboundHttp.Settings(true, Duration.ofSeconds(2), Duration.ofSeconds(5), "Recur/test"))) {
            var channel = new WebhookChannel(http, clock);
            var there = Destination.Webhook.of(URI.create("http://127.0.0.1:" + server.port() + "/"), SECRET);
            var next = START;
            while (next != null) {
                clock.now = next;
                var turn = new ClaimedDelivery(
                        message.id(),
                        DeliveryKind.EVENT,
                        "hook",
                        new Receiver.Edition(START, 0),
                        message,
                        settled.size(),
                        settled.size(),
                        START);
                var result = channel.deliver(message, there);
                settled.add(Settled.after(turn, result, clock.now, clock.now, new RetrySchedule(random)));
                var wait = settled.getLast().nextIn();
                next = wait == null ? null : clock.now.plus(wait);
            }
            bodies = List.copyOf(server.bodies);
        }
        return new Run(settled, heads.toString(), bodies, Duration.between(START, clock.now));
    }

    private static RandomGenerator middle() {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0.5;
            }
        };
    }

    @Test
    void ten_attempts_in_75_hours_and_35_minutes_then_dead_with_the_reason() throws Exception {
        var run = untilTheEnd(middle());

        assertThat(run.settled()).hasSize(10);
        assertThat(run.took()).isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
        assertThat(run.settled().getLast().status()).isEqualTo(DeliveryStatus.DEAD);
        assertThat(run.settled().getLast().reason()).isEqualTo(FailureReason.SERVER_ERROR);
        assertThat(run.settled().subList(0, 9)).extracting(Settled::status).containsOnly(DeliveryStatus.PENDING);
    }

    @Test
    void every_attempt_has_the_same_id_its_own_time_and_a_signature_that_holds() throws Exception {
        var run = untilTheEnd(middle());

        assertThat(values(run.heads(), "webhook-id")).hasSize(10).containsOnly(TestMessages.ID.toString());
        var times = values(run.heads(), "webhook-timestamp");
        assertThat(times).hasSize(10).doesNotHaveDuplicates().isSorted();
        assertThat(times.getFirst()).isEqualTo(Long.toString(START.getEpochSecond()));
        var signatures = values(run.heads(), "webhook-signature");
        var signer = new Webhook(SECRET.reveal());
        for (int i = 0; i < times.size(); i++) {
            var body = run.bodies().get(i);
            assertThat(signatures.get(i))
                    .isEqualTo(signer.sign(TestMessages.ID.toString(), Long.parseLong(times.get(i)), body));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void jitter_keeps_within_a_fifth(long seed) throws Exception {
        var took = untilTheEnd(new Random(seed)).took();

        assertThat(took).isBetween(Duration.ofHours(60), Duration.ofHours(91));
    }

    private static ArrayList<String> values(String heads, String header) {
        var found = new ArrayList<String>();
        var matcher = Pattern.compile("(?im)^" + header + ": *(.*?)\\r?$").matcher(heads);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
