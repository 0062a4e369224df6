package dev.recur.service.security;

import dev.recur.wire.key.IssuedKey;
import dev.recur.wire.key.KeyCodec;
import dev.recur.wire.topic.CloudEventTypes;
import dev.recur.wire.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the topic of API keys says, in its order. Keys are held back until the end of the topic is reached and then
 * replace those before as a whole, so that a key that was revoked while nobody read is not accepted again. A record that
 * cannot be read revokes the key that it is about: what it should have said is not known.
 */
final class KeyTopicReader {

    private static final Logger LOG = Logger.getLogger(KeyTopicReader.class);

    private final ApiKeys keys;
    private @Nullable Map<UUID, IssuedKey> heldBack = new HashMap<>();

    KeyTopicReader(ApiKeys keys) {
        this.keys = keys;
    }

    void take(Iterable<ConsumerRecord<String, byte[]>> records) {
        records.forEach(this::take);
    }

    /** The end is reached: what is accepted now is what the topic says. */
    void caughtUp() {
        var all = heldBack;
        if (all != null) {
            keys.replaceIssued(List.copyOf(all.values()));
            heldBack = null;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var key = record.key();
        if (key == null) {
            return;
        }
        if (key.indexOf('/') >= 0) {
            takeUse(record);
            return;
        }
        var keyId = id(key);
        var type = header(record, Headers.TYPE);
        if (keyId.isEmpty() || (type != null && !type.equals(CloudEventTypes.API_KEY_ISSUED))) {
            LOG.warnf("left out of the topic of API keys, as it is none: offset %d", record.offset());
            return;
        }
        if (record.value() == null) {
            remove(keyId.get());
            return;
        }
        try {
            var issued = KeyCodec.decodeKey(record.value());
            if (!issued.keyId().equals(keyId.get())) {
                throw new IllegalArgumentException("the record is about another key than its own says");
            }
            put(issued);
        } catch (KeyCodec.InvalidKey | IllegalArgumentException e) {
            LOG.errorf("revoked the API key %s, as its record cannot be read: %s", keyId.get(), e.getMessage());
            remove(keyId.get());
        }
    }

    private void takeUse(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            try {
                keys.used(KeyCodec.decodeUse(record.value()));
            } catch (KeyCodec.InvalidKey e) {
                LOG.debugf("no use of an API key: %s", e.getMessage());
            }
        }
    }

    private void put(IssuedKey issued) {
        var all = heldBack;
        if (all == null) {
            keys.put(issued);
        } else {
            all.put(issued.keyId(), issued);
        }
    }

    private void remove(UUID keyId) {
        var all = heldBack;
        if (all == null) {
            keys.remove(keyId);
        } else {
            all.remove(keyId);
        }
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
