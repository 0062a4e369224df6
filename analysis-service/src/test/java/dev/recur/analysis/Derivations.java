package dev.recur.analysis;

import dev.recur.analysis.incident.Derivation;
import dev.recur.analysis.incident.Tolerance;
import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.report.Severity;
import dev.recur.wire.window.OrganisationCalendar;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Derivations for tests. */
public final class Derivations {

    /** No markers, every value as it is. */
    public static final Derivation IN_UTC = of("UTC", Aliases.NONE, List.of());

    private Derivations() {}

    /** An hour for sev1, a day for everything else. */
    public static Derivation of(String zone, Aliases aliases, List<Marker> markers) {
        var tolerance = Map.of(
                Severity.SEV1, Duration.ofHours(1),
                Severity.SEV2, Duration.ofDays(1),
                Severity.UNKNOWN, Duration.ofDays(1));
        return new Derivation(
                new OrganisationCalendar(ZoneId.of(zone), Month.JANUARY),
                new Tolerance(tolerance),
                Duration.ofDays(7),
                aliases,
                markers);
    }
}
