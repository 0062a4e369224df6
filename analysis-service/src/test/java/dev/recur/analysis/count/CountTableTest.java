package dev.recur.analysis.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.report.Kind;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTableTest {

    private static final TimeSpan EVER =
            new TimeSpan(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    @Test
    void lines_come_by_bucket_and_group_without_those_that_have_nothing() {
        var table = table(List.of("component"), CalendarUnit.MONTH, "UTC");
        table.addIncidents(List.of("b"), Kind.INCIDENT, Instant.parse("2026-02-01T00:00:00Z"), 2);
        table.addIncidents(List.of("a"), Kind.INCIDENT, Instant.parse("2026-02-28T23:59:59.999999Z"), 1);
        table.addIncidents(List.of("z"), Kind.INCIDENT, Instant.parse("2026-01-31T23:59:59.999999Z"), 1);
        table.addIncidents(List.of("gone"), Kind.INCIDENT, Instant.parse("2026-01-01T00:00:00Z"), 1);
        table.addIncidents(List.of("gone"), Kind.INCIDENT, Instant.parse("2026-01-01T00:00:00Z"), -1);

        assertThat(table.lines())
                .extracting(line -> line.bucket() + " " + line.group() + " " + line.incidents())
                .containsExactly("2026-01 {component=z} 1", "2026-02 {component=a} 1", "2026-02 {component=b} 2");
    }

    @Test
    void near_misses_stand_apart_and_sums_are_of_what_is_counted() {
        var table = table(List.of(), CalendarUnit.YEAR, "UTC");
        var time = Instant.parse("2026-05-05T00:00:00Z");
        table.addIncidents(List.of(), Kind.INCIDENT, time, 3);
        table.addIncidents(List.of(), Kind.NEAR_MISS, time, 2);
        table.addIncidents(List.of(), Kind.DRILL, time, 9);
        table.addMeasure(List.of(), Kind.INCIDENT, time, "downtimeMinutes", new BigDecimal("1.10"));
        table.addMeasure(List.of(), Kind.INCIDENT, time, "downtimeMinutes", new BigDecimal("0.20"));
        table.addMeasure(List.of(), Kind.DRILL, time, "downtimeMinutes", BigDecimal.TEN);

        var line = table.lines().getFirst();

        assertThat(line.incidents()).isEqualTo(3);
        assertThat(line.nearMisses()).isEqualTo(2);
        assertThat(line.sums()).containsEntry("downtimeMinutes", new BigDecimal("1.30"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:00Z, Europe/Berlin, DAY,  2026-03-29",
        "2026-03-28T23:00:00Z, Europe/Berlin, DAY,  2026-03-29",
        "2026-03-28T22:59:00Z, Europe/Berlin, DAY,  2026-03-28",
        "2026-10-25T22:45:00Z, Europe/Berlin, DAY,  2026-10-25",
        "2026-10-25T23:00:00Z, Europe/Berlin, DAY,  2026-10-26",
        "2026-01-01T10:00:00Z, Asia/Kathmandu,WEEK, 2026-W01",
        "2025-12-31T18:15:00Z, Asia/Kathmandu,YEAR, 2026"
    })
    void buckets_are_the_organisations(Instant time, String zone, CalendarUnit unit, String label) {
        var table = table(List.of(), unit, zone);
        table.addIncidents(List.of(), Kind.INCIDENT, Contribution.quarterHour(time), 1);

        assertThat(table.lines()).extracting(CountTable.Line::bucket).containsExactly(label);
    }

    private static CountTable table(List<String> groupBy, CalendarUnit unit, String zone) {
        var query = new CountQuery(groupBy, unit, EVER, Matchers.NONE, Set.of(Kind.INCIDENT));
        return new CountTable(query, new OrganisationCalendar(ZoneId.of(zone), Month.JANUARY));
    }
}
