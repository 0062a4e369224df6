package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Rules;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.json.WireName;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlineTest {

    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC, Month.JANUARY);
    private static final Instant IN_NOVEMBER = Instant.parse("2026-11-18T12:00:00Z");

    @ParameterizedTest(name = "{5}")
    @CsvSource(
            delimiter = '|',
            value = {
                "component=payments|quarter||4|2026-11-18|payments has had 4 incidents this quarter (2026-Q4)",
                "component=payments|quarter||1|2026-11-18|payments has had 1 incident this quarter (2026-Q4)",
                "component=payments|quarter||4|2026-08-01|payments had 4 incidents in 2026-Q3",
                "component=payments|week||3|2026-11-18|payments has had 3 incidents this week (2026-W47)",
                "component=payments|month|near_miss|2|2026-11-18|payments has had 2 near misses this month (2026-11)",
                "component=payments|month|near_miss|1|2026-11-18|payments has had 1 near miss this month (2026-11)",
                "component=payments|year|security_incident|5|2025-03-01|payments had 5 security incidents in 2025",
                "cause=configuration_defect|quarter||6|2026-11-18|cause configuration defect has had 6 incidents this quarter (2026-Q4)",
                "component=payments,cause=config_push|month||3|2026-11-18|payments with cause config push has had 3 incidents this month (2026-11)",
                "team=checkout,trigger=release|month||3|2026-11-18|team checkout and trigger release has had 3 incidents this month (2026-11)",
                "|month||12|2026-11-18|There have been 12 incidents this month (2026-11)",
                "|month||1|2026-11-18|There has been 1 incident this month (2026-11)",
                "|month||12|2026-10-18|There were 12 incidents in 2026-10",
                "|month||1|2026-10-18|There was 1 incident in 2026-10",
            })
    void a_headline_is_the_sentence_that_a_person_would_say(
            @Nullable String group,
            String window,
            @Nullable String kind,
            BigDecimal observed,
            String day,
            String expected) {
        var values = new HashMap<String, String>();
        var groupBy = new StringBuilder();
        if (group != null) {
            for (var member : group.split(",", -1)) {
                var parts = member.split("=", 2);
                values.put(parts[0], parts[1]);
                groupBy.append(groupBy.isEmpty() ? "'" : ",'").append(parts[0]).append('\'');
            }
        }
        var rule = Rules.definition("{'name':'r','groupBy':[%s],'window':'%s','kinds':[%s],"
                        .formatted(groupBy, window, kind == null ? "'incident','security_incident'" : "'" + kind + "'")
                + "'condition':{'type':'count','atLeast':1}}");
        var unit = WireName.find(CalendarUnit.class, window).orElseThrow();
        var span = CALENDAR.spanAt(unit, Instant.parse(day + "T12:00:00Z"));
        var stretch = new Stretch(rule.window(), span.from(), span.to());

        var headline = Headline.of(rule, new Group(values), observed, stretch, CALENDAR, IN_NOVEMBER);

        assertThat(headline).isEqualTo(expected);
    }
}
