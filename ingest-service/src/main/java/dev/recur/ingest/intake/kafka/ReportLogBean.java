package dev.recur.ingest.intake.kafka;

import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportLog;
import dev.recur.service.kafka.KafkaTopics;
import io.netty.util.HashedWheelTimer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Connects the log to the configuration, the life of the service and its readiness. */
@Singleton
class ReportLogBean {

    private static final Duration TICK = Duration.ofMillis(20);

    private final ProducerLink link;
    private final HashedWheelTimer timer = new HashedWheelTimer(
            Thread.ofPlatform().daemon().name("deadlines").factory(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    private final KafkaLog log;

    ReportLogBean(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            IngestConfig config,
            KafkaTopics topics,
            IntakeMetrics metrics) {
        var properties = ProducerProperties.with(connection, config.deadline());
        this.link = new ProducerLink(
                () -> new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()),
                topics::isReachable);
        this.log = new KafkaLog(
                link, new InFlight(config.inFlightReports(), config.inFlightBytes()), config, metrics, timer);
    }

    @Produces
    @Singleton
    KafkaLog log() {
        return log;
    }

    @Produces
    @Singleton
    ReportLog reports() {
        return (reports, submission) -> log.append(
                reports.stream()
                        .map(report -> ReportRecords.of(report, submission.traceparent()))
                        .toList(),
                submission);
    }

    @Produces
    @Readiness
    @Singleton
    HealthCheck readiness() {
        return () -> HealthCheckResponse.named("report log")
                .status(link.producer() != null)
                .build();
    }

    void atStart(@Observes StartupEvent event) {
        link.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        link.close();
        timer.stop();
    }
}
