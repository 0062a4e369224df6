package dev.recur.analysis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Reports;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldOrderTest {

    private static final List<String> FACTS = List.of(
            "{'title':'a'}",
            "{'title':null,'kind':'near_miss'}",
            "{'tags':{'component':['x','y']}}",
            "{'tags':{'component':null,'team':['t']}}",
            "{'tags':null}",
            "{'measures':{'m':1}}",
            "{'measures':{'m':null,'n':2}}",
            "{'occurredAt':'2026-02-01T00:00:00Z'}",
            "{'occurredAt':null,'detectedAt':'2026-02-02T00:00:00Z'}",
            "{'severity':'sev1','backfilled':true}");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void the_same_reports_in_any_order_give_the_same_incident(long seed) {
        var random = new Random(seed);
        var reports = new ArrayList<Report>();
        for (int i = 0; i < 8; i++) {
            var asOf = Reports.NOON.plusSeconds(random.nextInt(3));
            var recordedAt = Reports.NOON.plusSeconds(random.nextInt(3));
            var type = ReportType.values()[random.nextInt(5) / 2 % 3];
            var report = Reports.of("one", type, asOf, recordedAt, FACTS.get(random.nextInt(FACTS.size())));
            if (reports.stream().noneMatch(other -> other.reportId().equals(report.reportId()))) {
                reports.add(report);
            }
        }
        var expected = Fold.of(reports);

        for (int i = 0; i < 200; i++) {
            Collections.shuffle(reports, random);
            assertThat(Fold.of(reports)).isEqualTo(expected);
        }
    }
}
