package dev.recur.benchmarks.notification;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Events as analysis-service publishes them: each opens an investigation of the component of one receiver. */
final class Events implements AutoCloseable {

    private static final int EVIDENCE = 6;

    private final Clock clock = Clock.systemUTC();
    private final KafkaProducer<String, byte[]> producer;
    private final int receivers;
    private long published;

    Events(String kafka, int receivers) {
        this.receivers = receivers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", "2"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static String component(int receiver) {
        return "component-" + receiver;
    }

    /** As fast as they go. */
    void publish(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
        producer.flush();
    }

    /** So many a second. */
    void publish(int rate, int seconds) {
        var start = System.nanoTime();
        for (long i = 0; i < (long) rate * seconds; i++) {
            var due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            next();
        }
        producer.flush();
    }

    private void next() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var id = UUID.randomUUID();
        var event = new InvestigationEvent(
                EventName.OPENED, null, 1, investigation(id, component((int) (published++ % receivers)), now));
        var made =
                new ProducerRecord<>(Topics.INVESTIGATION_EVENTS, id.toString(), InvestigationEventCodec.encode(event));
        header(made, Headers.SPEC_VERSION, "1.0");
        header(made, Headers.ID, UUID.randomUUID().toString());
        header(made, Headers.SOURCE, "/analysis");
        header(made, Headers.TYPE, EventName.OPENED.cloudEventType());
        header(made, Headers.TIME, now.toString());
        var unused = producer.send(made);
    }

    private static void header(ProducerRecord<String, byte[]> made, String name, String value) {
        made.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Investigation investigation(UUID id, String component, Instant now) {
        return new Investigation(
                id,
                Status.OPEN,
                component + " has had " + EVIDENCE + " incidents this quarter",
                Priority.HIGH,
                new Investigation.RuleReference(new UUID(0, 1), "component-quarter", 1),
                Map.of("component", component),
                new Investigation.WindowView("quarter", now.minus(30, ChronoUnit.DAYS), now.plus(60, ChronoUnit.DAYS)),
                BigDecimal.valueOf(4),
                BigDecimal.valueOf(EVIDENCE),
                now,
                now,
                now,
                false,
                EVIDENCE,
                IntStream.range(0, EVIDENCE)
                        .mapToObj(i -> new Investigation.Evidence(
                                UUID.randomUUID(), "Checkout answered 5xx", Kind.INCIDENT, Severity.SEV2, now))
                        .toList(),
                List.of(new Investigation.WindowBefore("2026-Q3", BigDecimal.TWO)),
                List.of(new Investigation.Transition(null, Status.OPEN, now, "rule component-quarter v1", null)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
