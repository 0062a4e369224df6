package dev.recur.ingest.metrics;

import dev.recur.ingest.intake.Admission;
import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.webhook.WebhookMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** The metrics of this service. Labels come from closed sets and from the configuration, never from a sender. */
@ApplicationScoped
class IngestMetrics implements IntakeMetrics, WebhookMetrics {

    private final MeterRegistry registry;
    private final Map<Transport, Counter> accepted = new EnumMap<>(Transport.class);
    private final Timer acknowledgement;

    IngestMetrics(MeterRegistry registry, Admission admission) {
        this.registry = registry;
        Gauge.builder("recur.ingest.admission.requests", admission, Admission::requests)
                .description("Requests that are worked on")
                .register(registry);
        Gauge.builder("recur.ingest.admission.body.bytes", admission, Admission::bytes)
                .description("Bytes of bodies in memory")
                .register(registry);
        Stream.of(Transport.values())
                .forEach(transport -> accepted.put(
                        transport,
                        Counter.builder("recur.ingest.reports.accepted")
                                .description("Reports that are durable")
                                .tag("transport", transport.wireName())
                                .register(registry)));
        // there from the start, with zero: an alert on an increase would miss the first
        for (var transport : Transport.values()) {
            for (var reason : Appended.Reason.values()) {
                refusals(transport, reason.wireName());
            }
        }
        this.acknowledgement = Timer.builder("recur.ingest.acknowledgement")
                .description("From sending the reports of a request to Kafka to its acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(registry);
    }

    @Override
    public void accepted(Transport transport, int reports) {
        var counter = accepted.get(transport);
        if (counter != null) {
            counter.increment(reports);
        }
    }

    @Override
    public void refused(Transport transport, String reason, int reports) {
        refusals(transport, reason).increment(reports);
    }

    private Counter refusals(Transport transport, String reason) {
        return Counter.builder("recur.ingest.reports.refused")
                .description("Reports that were not taken")
                .tag("transport", transport.wireName())
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void acknowledged(Duration after) {
        acknowledgement.record(after);
    }

    @Override
    public void ignored(String source, int items) {
        registry.counter("recur.ingest.webhook.ignored", "source", source).increment(items);
    }

    @Override
    public void dropped(String source, int parts) {
        registry.counter("recur.ingest.webhook.dropped.parts", "source", source).increment(parts);
    }
}
