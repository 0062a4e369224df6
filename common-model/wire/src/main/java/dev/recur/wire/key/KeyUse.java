package dev.recur.wire.key;

import java.time.Instant;
import java.util.UUID;

/**
 * When a key was last used at a service, to the minute.
 *
 * @param service the name of the service, for example {@code ingest}
 */
public record KeyUse(UUID keyId, String service, Instant usedAt) {

    /** Of its record: the last use of a key at a service is kept, and no other. */
    public String recordKey() {
        return keyId + "/" + service;
    }
}
