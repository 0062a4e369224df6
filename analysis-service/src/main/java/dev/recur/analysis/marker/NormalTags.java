package dev.recur.analysis.marker;

import dev.recur.wire.marker.Marker;
import dev.recur.wire.tag.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of markers as they are compared with those of incidents and groups. */
public final class NormalTags {

    private NormalTags() {}

    /** The same marker with its tags normalised; dimensions without values are left out. */
    public static Marker of(Marker marker) {
        return new Marker(
                marker.markerId(),
                marker.source(),
                marker.externalId(),
                marker.type(),
                marker.title(),
                marker.startsAt(),
                marker.endsAt(),
                normalise(marker.tags()),
                marker.recordedAt());
    }

    private static Map<String, List<String>> normalise(Map<String, List<String>> tags) {
        var normal = new TreeMap<String, List<String>>();
        tags.forEach((dimension, values) -> {
            if (!values.isEmpty()) {
                normal.put(
                        dimension,
                        values.stream().map(Tag::normalise).distinct().sorted().toList());
            }
        });
        return normal;
    }
}
