package dev.recur.wire.report;

/** What a report says about one field: nothing, that it has no value any more, or its value. */
public sealed interface Fact<T> {

    /** The report says nothing about the field. */
    record Absent<T>() implements Fact<T> {}

    /** The report clears the field ({@code null} in JSON). */
    record Cleared<T>() implements Fact<T> {}

    /** The report states the field. */
    record Stated<T>(T value) implements Fact<T> {}
}
