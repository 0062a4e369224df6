package dev.recur.ingest;

import dev.recur.infra.Infra;
import dev.recur.infra.Kafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker for the service under test, and API keys to call it with. Tests may hurt the broker and must heal it. */
public final class RealKafka implements QuarkusTestResourceLifecycleManager {

    private static @Nullable Kafka running;

    static Kafka kafka() {
        if (running == null) {
            throw new IllegalStateException("the broker is started with the service");
        }
        return running;
    }

    @Override
    public Map<String, String> start() {
        var kafka = Infra.startKafka();
        running = kafka;
        var config = new HashMap<String, String>();
        config.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        config.put("recur.kafka.partitions", "3");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        config.put("recur.analysis-url", "https://analysis.example/");
        config.put("recur.near-miss.per-second", "1000");
        config.put("recur.near-miss.burst", "1000");
        config.put("recur.sources.ci.adapter", "github");
        config.put("recur.sources.ci.secret", "It's a Secret to Everybody");
        config.put("recur.sources.prom.adapter", "alertmanager");
        config.put("recur.sources.prom.secret", "hush-old,hush-new");
        config.put("recur.sources.patient.adapter", "alertmanager");
        config.put("recur.sources.patient.deadline", "2s");
        config.put("recur.sources.checkout.adapter", "pagerduty-events");
        config.put("recur.sources.checkout.secret", "0123456789abcdef0123456789abcdef");
        for (var key : Keys.values()) {
            config.putAll(key.config());
        }
        return config;
    }

    @Override
    public void stop() {
        if (running != null) {
            running.close();
        }
    }
}
