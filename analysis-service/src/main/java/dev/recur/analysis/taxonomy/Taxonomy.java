package dev.recur.analysis.taxonomy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dimensions an organisation uses, and their values.
 *
 * @param version rises with every change
 */
public record Taxonomy(int version, List<Axis> dimensions) {

    /** What a value that a closed dimension does not list counts as. */
    public static final String OTHER = "other";

    /**
     * A dimension.
     *
     * @param closed values that are not listed count as {@link #OTHER}
     */
    public record Axis(String name, @Nullable String description, boolean closed, List<Value> values) {}

    /**
     * A value of a dimension.
     *
     * @param name normalised
     * @param replacedBy the value that it counts as, {@code null} for itself
     */
    public record Value(
            String name,
            @Nullable String description,
            @Nullable String replacedBy) {}
}
