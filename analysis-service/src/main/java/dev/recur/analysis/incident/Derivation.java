package dev.recur.analysis.incident;

import dev.recur.analysis.marker.MarkerTags;
import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.wire.marker.Marker;
import dev.recur.wire.report.Report;
import dev.recur.wire.window.OrganisationCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an incident is derived by besides its reports: the organisation's calendar, its tolerances, its markers and its
 * taxonomy. A pure function: the same reports by the same derivation give the same incident, whenever it is asked.
 */
public final class Derivation {

    public static final String HOUR_BAND = "hour_band";
    public static final String WEEKDAY = "weekday";
    public static final String AFTER = "after";
    public static final String RESOLUTION = "resolution";

    private static final List<String> BUSINESS = List.of("business");
    private static final List<String> OFF = List.of("off");
    private static final List<String> SLEEP = List.of("sleep");
    private static final List<String> IN_TIME = List.of("in_time");
    private static final List<String> LATE = List.of("late");
    private static final List<String> OPEN = List.of("open");
    private static final List<List<String>> WEEKDAYS = List.of(DayOfWeek.values()).stream()
            .map(day -> List.of(day.name().toLowerCase(Locale.ROOT)))
            .toList();

    private final OrganisationCalendar calendar;
    private final Tolerance tolerance;
    private final Duration after;
    private final Aliases aliases;
    private final List<Marker> markers;

    /**
     * A derivation.
     *
     * @param after for how long after its start a marker is one that incidents come after
     * @param markers as they were recorded
     */
    public Derivation(
            OrganisationCalendar calendar,
            Tolerance tolerance,
            Duration after,
            Aliases aliases,
            Collection<Marker> markers) {
        this.calendar = calendar;
        this.tolerance = tolerance;
        this.after = after;
        this.aliases = aliases;
        this.markers = markers.stream()
                .sorted(Comparator.comparing(Marker::startsAt))
                .map(marker -> MarkerTags.resolve(marker, aliases))
                .toList();
    }

    public Aliases aliases() {
        return aliases;
    }

    public OrganisationCalendar calendar() {
        return calendar;
    }

    public Duration after() {
        return after;
    }

    /** True for the dimensions that incidents are stored by; the values of others follow from an incident itself. */
    public static boolean isStored(String dimension) {
        return switch (dimension) {
            case HOUR_BAND, WEEKDAY, RESOLUTION -> false;
            default -> true;
        };
    }

    /**
     * The incident of its reports.
     *
     * @param reports at least one, each report id once, all of one incident
     */
    public Incident fold(Collection<Report> reports) {
        var facts = Fold.of(reports);
        var incident = aliases.isEmpty() ? facts : facts.withTags(resolved(facts.tags()));
        return incident.withComputed(computed(incident));
    }

    private Map<String, TagValues> resolved(Map<String, TagValues> tags) {
        var resolved = new HashMap<String, TagValues>();
        tags.forEach((dimension, typed) -> resolved.put(
                dimension,
                new TagValues(
                        aliases.resolve(dimension, typed.values()), typed.asTyped(), typed.source(), typed.asOf())));
        return Map.copyOf(resolved);
    }

    private Map<String, List<String>> computed(Incident incident) {
        var computed = new TreeMap<String, List<String>>();
        var local = incident.time().atZone(calendar.zone());
        computed.put(HOUR_BAND, hourBand(local.getDayOfWeek(), local.getHour()));
        computed.put(WEEKDAY, WEEKDAYS.get(local.getDayOfWeek().getValue() - 1));
        computed.put(RESOLUTION, resolution(incident));
        var types = markersBefore(incident);
        if (!types.isEmpty()) {
            computed.put(AFTER, types);
        }
        return computed;
    }

    private static List<String> hourBand(DayOfWeek day, int hour) {
        if (hour < 8 || hour >= 22) {
            return SLEEP;
        }
        var weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        return weekend || hour >= 18 ? OFF : BUSINESS;
    }

    /** One that is not resolved is open, however long: time alone changes no incident. */
    private List<String> resolution(Incident incident) {
        var resolvedAt = incident.resolvedAt();
        if (resolvedAt == null) {
            return OPEN;
        }
        var took = Duration.between(incident.time(), resolvedAt);
        return took.compareTo(tolerance.of(incident.severity())) > 0 ? LATE : IN_TIME;
    }

    /** The types of the markers that started within {@code after} before it and are not about something else. */
    private List<String> markersBefore(Incident incident) {
        var types = new TreeSet<String>();
        for (int i = firstAfter(incident.time()) - 1; i >= 0; i--) {
            var marker = markers.get(i);
            if (!incident.time().isBefore(marker.startsAt().plus(after))) {
                break;
            }
            if (!MarkerTags.contradict(marker, incident::valuesOf)) {
                types.add(marker.type());
            }
        }
        return List.copyOf(types);
    }

    /** The index of the first marker that starts after a time. */
    private int firstAfter(Instant time) {
        var low = 0;
        var high = markers.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (markers.get(middle).startsAt().isAfter(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
