package dev.recur.analysis.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What of counted incidents is no more as it was, and what is there instead. */
public final class CountedChanges {

    private final TimeSpans anew;
    private final TimeSpans near;
    private final Set<Place> places;
    private final List<Counted> now = new ArrayList<>();

    /** An incident at a time. */
    public record Place(Instant time, UUID incidentId) {}

    /**
     * Nothing is there instead yet.
     *
     * @param anew times of which everything is said anew
     * @param places single incidents of which that is said
     */
    public CountedChanges(TimeSpans anew, Collection<Place> places) {
        this.anew = anew;
        this.near = TimeSpans.ofSingle(places.stream().map(Place::time).toList());
        this.places = new HashSet<>(places);
    }

    /** That is there now. */
    public void add(Counted counted) {
        now.add(counted);
    }

    /** What is there instead. */
    List<Counted> ordered() {
        now.sort(Counted.BY_TIME);
        return now;
    }

    /** False only if nothing of that time is replaced. */
    boolean mayReplace(long micros) {
        return anew.contains(micros) || near.contains(micros);
    }

    boolean replaces(long micros, UUID incidentId) {
        return anew.contains(micros) || places.contains(new Place(Micros.at(micros), incidentId));
    }
}
