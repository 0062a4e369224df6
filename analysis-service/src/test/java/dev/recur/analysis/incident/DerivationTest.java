package dev.recur.analysis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Derivations;
import dev.recur.analysis.Markers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.taxonomy.Aliases;
import dev.recur.analysis.taxonomy.Taxonomy;
import dev.recur.analysis.taxonomy.Taxonomy.Axis;
import dev.recur.analysis.taxonomy.Taxonomy.Value;
import dev.recur.wire.marker.Marker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivationTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "2026-03-02T08:00:00Z,        UTC,              business monday,  business begins at eight",
        "2026-03-02T07:59:59.999999Z, UTC,              sleep monday,     sleep ends at eight",
        "2026-03-02T17:59:59.999999Z, UTC,              business monday,  business lasts until six",
        "2026-03-02T18:00:00Z,        UTC,              off monday,       the evening is off",
        "2026-03-02T22:00:00Z,        UTC,              sleep monday,     sleep begins at ten",
        "2026-03-07T12:00:00Z,        UTC,              off saturday,     a day of the weekend is off",
        "2026-03-08T23:00:00Z,        UTC,              sleep sunday,     a night of the weekend is sleep",
        "2026-03-01T23:30:00Z,        Asia/Kolkata,     sleep monday,     the organisation's day counts",
        "2026-03-02T02:30:00Z,        Asia/Kolkata,     business monday,  and its hour",
        "2026-07-06T06:00:00Z,        Europe/Berlin,    business monday,  and its summer time"
    })
    void bands_and_days_are_those_of_the_organisations_zone(
            Instant time, String zone, String expected, String sentence) {
        var incident =
                Derivations.of(zone, Aliases.NONE, List.of()).fold(List.of(Reports.of("one", time, "{'title':'t'}")));

        assertThat(incident.valuesOf("hour_band").getFirst() + " "
                        + incident.valuesOf("weekday").getFirst())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'title':'t'}                                                        | open    | what is not resolved is open",
                "{'title':'t','severity':'sev1','resolvedAt':'2026-03-02T11:00:00Z'}   | in_time | the tolerance itself is in time",
                "{'title':'t','severity':'sev1','resolvedAt':'2026-03-02T11:00:00.000001Z'} | late | past it is late",
                "{'title':'t','severity':'sev2','resolvedAt':'2026-03-02T12:00:00Z'}   | in_time | each severity has its own",
                "{'title':'t','resolvedAt':'2026-03-03T10:00:01Z'}                     | late    | so has an unknown one",
                "{'title':'t','occurredAt':'2026-03-01T00:00:00Z','resolvedAt':'2026-03-02T01:00:00Z'} | late | from when it occurred"
            })
    void resolution_goes_by_the_tolerance_of_the_severity(String facts, String expected, String sentence) {
        assertThat(Derivations.IN_UTC
                        .fold(List.of(Reports.of("one", START, facts)))
                        .valuesOf("resolution"))
                .containsExactly(expected);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S        | component=payments | release | it begins with the marker",
                "-PT0.000001S| component=payments | ''      | not before it",
                "P6DT23H59M  | component=payments | release | within seven days",
                "P7D         | component=payments | ''      | and not after them",
                "PT1H        | component=checkout | ''      | a marker about another component is none of its",
                "PT1H        | team=checkout      | release | one about what the incident says nothing of is"
            })
    void an_incident_comes_after_the_markers_that_do_not_contradict_it(
            String later, String tag, String expected, String sentence) {
        var release = Markers.of("r", "release", START, Map.of("component", List.of("Payments")));
        var facts = "{'title':'t','tags':{'" + tag.replace("=", "':['") + "']}}";

        assertThat(fold(List.of(release), START.plus(Duration.parse(later)), facts)
                        .valuesOf("after"))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void several_markers_of_a_type_are_one_value() {
        var markers = List.of(
                Markers.of("1", "release", START, Map.of()),
                Markers.of("2", "holiday", START.minusSeconds(9), Map.of()),
                Markers.of("3", "release", START.minusSeconds(1), Map.of()),
                Markers.of("4", "late", START.plusSeconds(1), Map.of()));

        assertThat(fold(markers, START, "{'title':'t'}").valuesOf("after")).containsExactly("holiday", "release");
    }

    @Test
    void values_count_as_what_replaced_them_and_stay_as_they_were_typed() {
        var taxonomy = new Taxonomy(
                1,
                List.of(
                        new Axis(
                                "cause",
                                null,
                                false,
                                List.of(
                                        new Value("bug", null, "defect"),
                                        new Value("defect", null, "software_defect"))),
                        new Axis("team", null, true, List.of(new Value("a", null, null)))));
        var derivation = Derivations.of("UTC", Aliases.of(taxonomy), List.of());

        var incident = derivation.fold(List.of(
                Reports.of("one", START, "{'tags':{'cause':['Bug','software_defect','other'],'team':['a','b','c']}}")));

        assertThat(incident.valuesOf("cause")).containsExactly("other", "software_defect");
        assertThat(incident.valuesOf("team")).containsExactly("a", "other");
        assertThat(incident.tags().get("cause").asTyped()).containsExactly("Bug", "software_defect", "other");
    }

    private static Incident fold(List<Marker> markers, Instant time, String facts) {
        return Derivations.of("UTC", Aliases.NONE, markers).fold(List.of(Reports.of("one", time, facts)));
    }
}
