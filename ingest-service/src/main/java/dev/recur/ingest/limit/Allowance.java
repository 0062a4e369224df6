package dev.recur.ingest.limit;

import java.time.Duration;

/** What a caller is told about its rate. */
public sealed interface Allowance {

    /** There is no limit. */
    record Unlimited() implements Allowance {}

    /** One more is within the rate. */
    record Within(Rate rate, long remaining) implements Allowance {}

    /** It is over its rate for that long. */
    record Over(Rate rate, Duration delay) implements Allowance {}
}
