package dev.recur.analysis.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Incidents;
import dev.recur.analysis.Reports;
import dev.recur.analysis.incident.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContributionTest {

    private static final List<String> TAGS =
            List.of("{'component':['a']}", "{'component':['a','b'],'team':['t']}", "{'team':['t','u']}", "{}");

    @Test
    void an_incident_counts_once_for_each_tag_and_once_in_all() {
        var contribution = new Contribution();

        contribution.change(
                null,
                Incidents.of(
                        "one",
                        Reports.NOON,
                        "{'tags':{'component':['a','b'],'team':['t']},'measures':{'downtimeMinutes':1.5}}"));

        assertThat(contribution.incidents().keySet())
                .extracting(key -> key.dimension() + ":" + key.value())
                .containsExactlyInAnyOrder(":", "component:a", "component:b", "component:", "team:t");
        assertThat(contribution.incidents().values())
                .as("the empty value counts the values beyond the first")
                .containsOnly(1L);
        assertThat(contribution.measures().values()).hasSize(4).allMatch(sum -> sum.doubleValue() == 1.5);
    }

    @Test
    void a_change_of_nothing_that_is_counted_changes_no_count() {
        var contribution = new Contribution();

        contribution.change(
                Incidents.of("one", Reports.NOON, "{'title':'a','tags':{'component':['a']},'measures':{'m':1.0}}"),
                Incidents.of("one", Reports.NOON, "{'title':'b','tags':{'component':['A']},'measures':{'m':1}}"));

        assertThat(contribution.incidents()).isEmpty();
        assertThat(contribution.measures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z,       2026-01-01T00:00:00Z",
        "2026-01-01T00:14:59.999999Z,2026-01-01T00:00:00Z",
        "2026-01-01T00:15:00Z,       2026-01-01T00:15:00Z",
        "1969-12-31T23:59:59Z,       1969-12-31T23:45:00Z",
        "1960-02-29T12:34:56.5Z,     1960-02-29T12:30:00Z"
    })
    void quarters_of_an_hour_begin_where_every_zones_hours_do(Instant time, Instant start) {
        assertThat(Contribution.quarterHour(time)).isEqualTo(start);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void differences_add_up_to_the_count_of_what_is_left(long seed) {
        var random = new Random(seed);
        var changes = new Contribution();
        var standing = new ArrayList<Incident>();
        for (int i = 0; i < 10; i++) {
            Incident before = null;
            for (int version = 0; version < 1 + random.nextInt(4); version++) {
                var now = random(random, "i" + i);
                changes.change(before, now);
                before = now;
            }
            standing.add(Objects.requireNonNull(before));
        }

        var recount = new Contribution();
        standing.forEach(incident -> recount.change(null, incident));

        assertThat(changes.incidents()).isEqualTo(recount.incidents());
        assertThat(changes.measures().keySet()).isEqualTo(recount.measures().keySet());
        recount.measures()
                .forEach((key, sum) -> assertThat(changes.measures().get(key)).isEqualByComparingTo(sum));
    }

    private static Incident random(Random random, String name) {
        var kind = random.nextBoolean() ? "incident" : "near_miss";
        var duplicate = random.nextInt(4) == 0 ? "'" + Reports.incident("other") + "'" : "null";
        return Incidents.of(
                name,
                Reports.NOON.plusSeconds(random.nextInt(3) * 900L),
                "{'kind':'%s','tags':%s,'measures':{'m':%d.%d},'duplicateOf':%s}"
                        .formatted(
                                kind, TAGS.get(random.nextInt(4)), random.nextInt(3), random.nextInt(10), duplicate));
    }
}
