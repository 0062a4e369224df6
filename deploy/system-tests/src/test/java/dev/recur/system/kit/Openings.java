package dev.recur.system.kit;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Openings of investigations of a component, published as analysis-service does, and those who subscribed to them. */
public final class Openings implements AutoCloseable {

    private final Recur recur;
    private final String component;
    private final int subscriptions;
    private final Sink sink = new Sink();
    private final EventsTopic topic;
    private final AtomicInteger published = new AtomicInteger();

    /** Everybody is subscribed to everything of the component, at one sink. */
    public Openings(Recur recur, String component, int subscriptions) throws IOException {
        this.recur = recur;
        this.component = component;
        this.subscriptions = subscriptions;
        this.topic = new EventsTopic(recur);
        for (int i = 0; i < subscriptions; i++) {
            recur.subscribe(receiver(i), sink.uri(), "component=\"" + component + "\"");
        }
    }

    private String receiver(int subscription) {
        return component + "-" + subscription;
    }

    /** So many, one after each pause. */
    public void publish(int count, Duration pause) {
        for (int i = 0; i < count; i++) {
            topic.publish(UUID.randomUUID(), recur.now().plusSeconds(3600), opened());
            published.incrementAndGet();
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private InvestigationEvent opened() {
        var json = """
                {"event":"opened","change":null,"sequence":1,"investigationId":"","status":"open",
                 "headline":"It has had 4 incidents this quarter (2026-Q4)","priority":"high",
                 "rule":{"id":"00000000-0000-5000-8000-000000000001","name":"component-quarter","version":1},
                 "group":{"component":""},
                 "window":{"type":"quarter","from":"2026-10-01T00:00:00Z","to":"2027-01-01T00:00:00Z"},
                 "threshold":4,"observed":4,"crossedAt":"2026-11-22T03:00:00Z","openedAt":"2026-11-22T03:00:00Z",
                 "updatedAt":"2026-11-22T03:00:00Z","belowThreshold":false,"evidenceCount":0,"evidence":[],"history":[],
                 "transitions":[{"from":null,"to":"open","at":"2026-11-22T03:00:00Z","by":"rule","note":null}]}""";
        var event = (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
        event.put("investigationId", UUID.randomUUID().toString());
        event.putObject("group").put("component", component);
        return InvestigationEventCodec.decode(Json.write(event));
    }

    public EventsTopic topic() {
        return topic;
    }

    /** Every request that arrived at the sink. */
    public List<Sink.Received> received() {
        return sink.received();
    }

    public int deliveries() {
        return published.get() * subscriptions;
    }

    /** How many requests told somebody what they had been told. */
    public int repetitions() {
        return received().size() - idsTold().size();
    }

    public Set<String> idsTold() {
        return received().stream().map(Sink.Received::id).collect(Collectors.toSet());
    }

    /** Waits until everybody is told of everything that was published, and the ledger knows it. */
    public void awaitAllTold(Duration patience) {
        await("deliveries")
                .atMost(patience)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> idsTold().size() >= deliveries() && isEverythingDelivered());
    }

    public boolean isEverythingDelivered() {
        for (int i = 0; i < subscriptions; i++) {
            var pending = recur.notification("/api/v1/deliveries?status=pending&limit=1&receiver=" + receiver(i));
            if (!pending.path("items").isEmpty()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        topic.close();
        sink.close();
    }
}
