package dev.recur.analysis.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What of counted incidents is no more as it was, and what is there instead. */
public final class CountedChanges {

    private final TimeSpans anew;
    private final Collection<Place> places;
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
        this.places = List.copyOf(places);
    }

    /** Whether they say all of an incident that the rule counts: in calendar windows, and those of a group alone, and nothing added up. */
    public static boolean canTell(Rule.Definition rule) {
        return rule.rolling().isEmpty() && !rule.comparesGroups() && !(rule.condition() instanceof Condition.Sum);
    }

    /** That is there now. */
    public void add(Counted counted) {
        now.add(counted);
    }

    TimeSpans anew() {
        return anew;
    }

    Collection<Place> places() {
        return places;
    }

    /** What is there instead. */
    List<Counted> ordered() {
        return now.stream().sorted(Counted.BY_TIME).toList();
    }
}
