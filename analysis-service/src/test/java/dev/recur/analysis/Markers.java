package dev.recur.analysis;

import dev.recur.wire.marker.Marker;
import dev.recur.wire.report.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Markers for tests. */
public final class Markers {

    private Markers() {}

    /** The marker that tests call by that name. */
    public static UUID id(String name) {
        return Identity.named("test marker", name);
    }

    /** A marker without an end, recorded when it starts. */
    public static Marker of(String name, String type, Instant startsAt, Map<String, List<String>> tags) {
        return of(name, type, startsAt, tags, startsAt);
    }

    public static Marker of(
            String name, String type, Instant startsAt, Map<String, List<String>> tags, Instant recordedAt) {
        return new Marker(id(name), "test", name, type, "Marker " + name, startsAt, null, tags, recordedAt);
    }
}
