package dev.recur.analysis.marker;

import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.tag.Tag;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The tags of markers as they are compared with those of incidents and groups. */
public final class MarkerTags {

    private MarkerTags() {}

    /** The same marker with its tags normalised and resolved; dimensions without values are left out. */
    public static Marker resolve(Marker marker, Aliases aliases) {
        return new Marker(
                marker.markerId(),
                marker.source(),
                marker.externalId(),
                marker.type(),
                marker.title(),
                marker.startsAt(),
                marker.endsAt(),
                resolve(marker.tags(), aliases),
                marker.recordedAt());
    }

    /**
     * True if the marker is about something else: in some dimension both have values, and none in common.
     *
     * @param marker resolved
     */
    public static boolean contradict(Marker marker, Function<String, ? extends Collection<String>> valuesOf) {
        for (var tag : marker.tags().entrySet()) {
            var values = valuesOf.apply(tag.getKey());
            if (!values.isEmpty() && Collections.disjoint(values, tag.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, List<String>> resolve(Map<String, List<String>> tags, Aliases aliases) {
        var resolved = new TreeMap<String, List<String>>();
        tags.forEach((dimension, values) -> {
            if (!values.isEmpty()) {
                resolved.put(
                        dimension,
                        aliases.resolve(
                                dimension, values.stream().map(Tag::normalise).toList()));
            }
        });
        return resolved;
    }
}
