package dev.recur.notification;

import dev.recur.wire.investigation.EventName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DeliveryIT extends ServiceTest {

    @Test
    void an_event_becomes_a_signed_webhook_within_a_second() throws Exception {
        var component = unique("payments");
        try (var sink = Sink.answering(204)) {
            var secret = receiver(component, sink);
            subscription(component, component, "opened");
            var happenedAt = Instant.now().plusSeconds(1);

            var published = System.nanoTime();
            topic.publish(
                    UUID.randomUUID(), happenedAt, TestEvents.event(EventName.OPENED, UUID.randomUUID(), 1, component));
            eventually().until(() -> sink.requests.size() == 1);

            System.out.println("LATENCY " + Duration.ofNanos(System.nanoTime() - published));
            var request = sink.requests.getFirst();
            request.verify(secret);
        }
    }
}
