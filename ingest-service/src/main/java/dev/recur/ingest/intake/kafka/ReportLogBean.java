package dev.recur.ingest.intake.kafka;

import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportLog;
import dev.recur.service.kafka.KafkaTopics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Connects the log of reports to the configuration, the life of the service and its readiness. */
@Singleton
class ReportLogBean {

    private final ProducerLink link;
    private final KafkaReportLog log;

    ReportLogBean(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            IngestConfig config,
            KafkaTopics topics,
            IntakeMetrics metrics) {
        var properties = ProducerProperties.with(connection, config.deadline());
        this.link = new ProducerLink(
                () -> new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()),
                topics::isReachable);
        this.log = new KafkaReportLog(
                link, new InFlight(config.inFlightReports(), config.inFlightBytes()), config, metrics);
    }

    @Produces
    @Singleton
    ReportLog log() {
        return log;
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
    }
}
