package dev.recur.analysis.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an incident was counted under at an earlier moment, and is not any more. */
public final class FormerTags {

    /** A tag at a time that the incident had; the empty tag is the incident itself. */
    public record Former(String dimension, String value, Instant time) {}

    private FormerTags() {}

    public static Set<Former> of(Collection<Incident> earlier, Incident now) {
        var former = new LinkedHashSet<Former>();
        earlier.forEach(incident -> former.addAll(tags(incident)));
        former.removeAll(tags(now));
        return former;
    }

    private static List<Former> tags(Incident incident) {
        if (!incident.counted()) {
            return List.of();
        }
        var tags = new ArrayList<Former>();
        tags.add(new Former("", "", incident.time()));
        incident.forEachStoredDimension((dimension, values) ->
                values.forEach(value -> tags.add(new Former(dimension, value, incident.time()))));
        return tags;
    }
}
