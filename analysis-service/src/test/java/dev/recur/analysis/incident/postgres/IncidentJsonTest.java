package dev.recur.analysis.incident.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Derivations;
import dev.recur.analysis.Reports;
import dev.recur.analysis.incident.Incident;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'title':'Checkout answered 5xx','summary':'Käse “und” 🙂 \\\\ \\u0001'}",
                "{'kind':'near_miss','severity':'sev1','backfilled':true}",
                "{'occurredAt':'2026-02-03T11:00:00.123456Z','detectedAt':'2026-02-03T11:01:00Z',"
                        + "'acknowledgedAt':'2026-02-03T11:02:00Z','mitigatedAt':'2026-02-03T11:03:00Z',"
                        + "'resolvedAt':'2026-02-03T11:04:00Z'}",
                "{'tags':{'component':['Pay Ments','b'],'team':['a'],'cause':['x']}}",
                "{'measures':{'downtimeMinutes':45,'cost':0.100000001,'huge':999999999999999999}}",
                "{'links':[{'rel':'runbook','href':'https://wiki/a?b=c'}],"
                        + "'duplicateOf':'00000000-0000-4000-8000-000000000001'}"
            })
    void what_is_written_is_read(String facts) {
        assertReadAsWritten(Derivations.IN_UTC.fold(List.of(Reports.of("one", Reports.NOON, facts))));
    }

    @Test
    void tags_of_several_reports_keep_who_said_them_and_when() {
        var incident = Derivations.IN_UTC.fold(List.of(
                Reports.of("one", Reports.NOON, "{'tags':{'component':['a'],'team':['b'],'cause':['c']}}"),
                Reports.of("one", Reports.NOON.plus(Duration.ofHours(1)), "{'tags':{'cause':['Late Found']}}")));
        assertReadAsWritten(incident);
        assertThat(IncidentJson.read(IncidentJson.write(incident))
                        .tags()
                        .get("cause")
                        .asOf())
                .isEqualTo(Reports.NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void a_document_that_says_everything_for_each_tag_is_read_too() {
        var document = """
                {"incidentId":"00000000-0000-4000-8000-000000000001","source":"tool","externalId":null,"kind":"incident",
                "title":"t","summary":null,"severity":"sev2","time":"2026-02-03T12:00:00Z","occurredAt":null,
                "detectedAt":null,"acknowledgedAt":null,"mitigatedAt":null,"resolvedAt":null,
                "tags":{"team":{"values":["a"],"asTyped":["A"],"source":"tool","asOf":"2026-02-03T12:00:00Z"}},
                "measures":{},"links":[],"duplicateOf":null,"backfilled":false,"retracted":true,"reports":2}
                """;
        var incident = IncidentJson.read(document);
        assertThat(incident.retracted()).isTrue();
        assertThat(incident.computed()).isEmpty();
        assertThat(incident.tags().get("team").asTyped()).containsExactly("A");
        assertReadAsWritten(incident);
    }

    @Test
    void an_ordinary_incident_is_short_enough_not_to_be_compressed() {
        var incident = Derivations.IN_UTC.fold(
                List.of(
                        Reports.of(
                                "one",
                                Reports.NOON,
                                "{'title':'component-17 answered 5xx','severity':'sev3','summary':'Seen first by the checks of the region',"
                                        + "'occurredAt':'2026-02-03T11:00:00Z','tags':{'component':['component-17'],'team':['team-3'],"
                                        + "'cause':['cause-1'],'trigger':['trigger-4'],'detection':['detection-2'],'environment':['prod']}}")));
        assertThat(IncidentJson.write(incident)).hasSizeLessThan(900);
    }

    private static void assertReadAsWritten(Incident incident) {
        assertThat(IncidentJson.read(IncidentJson.write(incident))).isEqualTo(incident);
    }
}
