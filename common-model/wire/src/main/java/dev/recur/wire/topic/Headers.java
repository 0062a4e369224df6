package dev.recur.wire.topic;

/** Names of record headers: CloudEvents 1.0 in binary mode, and those of a dead-letter record. */
public final class Headers {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String RECORDED_TIME = "ce_recordedtime";
    public static final String CONTENT_TYPE = "content-type";

    /** W3C Trace Context: in Kafka and in HTTP the same. */
    public static final String TRACE_PARENT = "traceparent";

    public static final String DEAD_REASON = "recur_dead_reason";
    public static final String DEAD_AT = "recur_dead_at";
    public static final String DEAD_TOPIC = "recur_dead_topic";
    public static final String DEAD_PARTITION = "recur_dead_partition";
    public static final String DEAD_OFFSET = "recur_dead_offset";

    private Headers() {}
}
