package dev.recur.ingest.intake;

import dev.recur.wire.json.WireName;

/** What came of appending reports. */
public sealed interface Appended {

    /** Every in-sync replica has all of them. */
    record Durable() implements Appended {}

    /** They may or may not be there; the sender had better try again. */
    record Unavailable(Reason reason) implements Appended {}

    /** Why reports were not acknowledged. */
    enum Reason implements WireName {
        /** Kafka is not reachable, known before the attempt. */
        KAFKA_AWAY,
        /** As many reports as may be are waiting for their acknowledgement. */
        OVERLOADED,
        /** No acknowledgement within the deadline. */
        DEADLINE,
        /** Kafka refused, or the client gave up. */
        NOT_ACKNOWLEDGED
    }
}
