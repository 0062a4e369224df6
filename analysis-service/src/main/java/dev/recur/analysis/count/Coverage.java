package dev.recur.analysis.count;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How well incidents are tagged: patterns can only be found in what is.
 *
 * @param incidents all that was asked about
 * @param dimensions by name
 */
public record Coverage(long incidents, List<Line> dimensions) {

    /** How many of the incidents have a value of a dimension, and how many have none. */
    public record Line(String dimension, long tagged, long untagged) {}

    /**
     * Of numbers of tagged incidents.
     *
     * @param dimensions those to name, tagged or not
     */
    public static Coverage of(long incidents, Collection<String> dimensions, Map<String, Long> tagged) {
        return new Coverage(
                incidents,
                dimensions.stream()
                        .map(dimension -> {
                            var number = tagged.getOrDefault(dimension, 0L);
                            return new Line(dimension, number, incidents - number);
                        })
                        .toList());
    }
}
