package dev.recur.analysis;

import dev.recur.analysis.incident.Fold;
import dev.recur.analysis.incident.Incident;
import java.time.Instant;
import java.util.List;

/** Incidents for tests that need no more of them than a time and tags. */
public final class Incidents {

    private Incidents() {}

    public static Incident of(String name, Instant time) {
        return of(name, time, "{'title':'x','tags':{'component':['payments']}}");
    }

    public static Incident of(String name, Instant time, String facts) {
        return Fold.of(List.of(Reports.of(name, time, facts)));
    }
}
