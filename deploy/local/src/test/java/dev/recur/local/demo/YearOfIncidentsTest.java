package dev.recur.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearOfIncidentsTest {

    private final YearOfIncidents year = YearOfIncidents.load();

    @Test
    void it_is_a_year_of_ten_components_with_some_near_misses() {
        assertThat(year.incidents().stream().map(ShopIncident::component).collect(Collectors.toSet()))
                .hasSize(10);
        assertThat(year.incidents().getFirst().daysAgo()).isBetween(330, 365);
        assertThat(year.incidents())
                .allSatisfy(incident -> assertThat(incident.daysAgo()).isPositive());
        assertThat(year.nearMisses()).isBetween(5L, 20L);
    }

    @ParameterizedTest(name = "on {0} the quarter {2}")
    @CsvSource({
        "2026-11-22, 3, is old enough for three patterns",
        "2026-12-31, 3, has its last day",
        "2027-01-15, 3, is two weeks old",
        "2027-01-10, 3, is nine days old",
        "2027-01-01, 0, has just begun",
        "2027-01-04, 0, is too young",
        "2028-02-29, 3, has a leap day",
    })
    void three_components_go_wrong_once_a_quarter_is_old_enough(LocalDate today, int patterns, String why) {
        assertThat(year.ofQuarter(today)).as(why).hasSize(patterns);
        assertThat(year.lately(today).keySet()).as("on every day").containsExactly("identity", "payments", "search");
    }

    @Test
    void the_three_are_payments_search_and_identity() {
        assertThat(year.ofQuarter(LocalDate.parse("2026-11-22")).keySet())
                .containsExactly("identity", "payments", "search");
    }

    @Test
    void a_report_is_dated_relative_to_today() {
        var incident = year.incidents().getLast();
        var report = incident.report(LocalDate.parse("2026-11-22"));
        assertThat(report.path("occurredAt").asText()).startsWith("2026-11-21T");
        assertThat(report.path("externalId").asText())
                .isEqualTo(incident.report(LocalDate.parse("2026-11-23"))
                        .path("externalId")
                        .asText());
    }
}
