package dev.recur.service.security;

import dev.recur.wire.key.IssuedKey;
import dev.recur.wire.key.KeyCodec;
import dev.recur.wire.key.KeyUse;
import dev.recur.wire.report.Identity;
import dev.recur.wire.topic.CloudEventTypes;
import dev.recur.wire.topic.Headers;
import dev.recur.wire.topic.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the compacted topic of API keys: the last record of a key is what holds, so that to say the same again is
 * harmless. A stage is done when every in-sync replica has its record, and fails within {@link #PATIENCE}.
 */
@ApplicationScoped
public class KeyTopic {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final String service;
    private final Clock clock;
    private @Nullable Producer<String, byte[]> producer;

    KeyTopic(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service,
            Clock clock) {
        this.kafka = kafka;
        this.service = service;
        this.clock = clock;
    }

    /** From when it is done, every service accepts the key soon. */
    public CompletionStage<Void> issue(IssuedKey key) {
        return send(key.keyId().toString(), CloudEventTypes.API_KEY_ISSUED, KeyCodec.encode(key));
    }

    /** From when it is done, no service accepts the key for long. */
    public CompletionStage<Void> revoke(UUID keyId) {
        return send(keyId.toString(), CloudEventTypes.API_KEY_ISSUED, null);
    }

    CompletionStage<Void> used(KeyUse use) {
        return send(use.recordKey(), CloudEventTypes.API_KEY_USED, KeyCodec.encode(use));
    }

    void atEnd(@Observes ShutdownEvent event) {
        close();
    }

    private synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
            producer = null;
        }
    }

    private CompletionStage<Void> send(String key, String type, byte @Nullable [] value) {
        var written = new CompletableFuture<Void>();
        var record = new ProducerRecord<String, byte @Nullable []>(Topics.API_KEYS, key, value);
        header(record, Headers.SPEC_VERSION, "1.0");
        header(record, Headers.ID, Identity.random().toString());
        header(record, Headers.SOURCE, "/recur/" + service);
        header(record, Headers.TYPE, type);
        header(record, Headers.TIME, clock.instant().toString());
        header(record, Headers.CONTENT_TYPE, "application/json");
        try {
            var unused = producer().send(record, (metadata, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Made when there is something to write, which at most services is hardly ever. */
    private synchronized Producer<String, byte[]> producer() {
        var made = producer;
        if (made == null) {
            var settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "2000");
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
            made = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = made;
        }
        return made;
    }
}
