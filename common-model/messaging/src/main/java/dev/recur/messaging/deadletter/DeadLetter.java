package dev.recur.messaging.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A record that was put aside.
 *
 * @param at where its dead letter is
 * @param topic where it came from, with its partition and offset there; {@code null} where nothing says so
 * @param type its {@code ce_type}, if it had one
 * @param bytes how long its value is; the value itself may say what is nobody's business
 * @param replayed whether it has been put back
 */
public record DeadLetter(
        Position at,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable String key,
        @Nullable String type,
        @Nullable String reason,
        @Nullable String deadAt,
        int bytes,
        boolean replayed) {

    /** A place on a dead-letter topic; positions are ordered as they are listed. */
    public record Position(String topic, int partition, long offset) {}
}
