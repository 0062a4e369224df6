package dev.recur.analysis.rule;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Rules;
import dev.recur.analysis.investigation.Region;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FewTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int SEEDS = 200;

    private final OrganisationCalendar calendar = new OrganisationCalendar(ZoneId.of("Europe/Berlin"), Month.FEBRUARY);

    @ParameterizedTest
    @CsvSource({
        "week, PT0S",
        "week, PT72H",
        "month, PT0S",
        "month, P40D",
        "quarter, PT0S",
        "quarter, PT6H",
        "year, PT0S",
        "year, P3D"
    })
    void the_few_have_effect_on_the_windows_of_all(String window, String mergeWithin) {
        for (var condition :
                Set.of("{'type':'count','atLeast':1}", "{'type':'change','factor':2,'over':3,'minimumCount':1}")) {
            var rule = rule(window, mergeWithin, condition);
            for (int seed = 0; seed < SEEDS; seed++) {
                var times = times(new Random(seed), Duration.ofDays(900));
                assertThat(windows(rule, few(rule, times))).as("seed " + seed).isEqualTo(windows(rule, times));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0.000001S, PT0S", "PT1H, PT0S", "P1D, PT72H", "P30D, PT0S", "P90D, PT6H"})
    void the_few_are_near_each_other_as_all_are(String window, String mergeWithin) {
        for (var condition :
                Set.of("{'type':'count','atLeast':1}", "{'type':'change','factor':2,'over':3,'minimumCount':1}")) {
            var rule = rule(window, mergeWithin, condition);
            for (int seed = 0; seed < SEEDS; seed++) {
                var random = new Random(seed);
                var reach = Reach.rolling(rule);
                var times = times(random, reach.multipliedBy(1 + random.nextInt(100)));
                assertThat(Region.of(rule, few(rule, times), NOW))
                        .as("seed " + seed)
                        .isEqualTo(Region.of(rule, times, NOW));
            }
        }
    }

    @Test
    void they_are_few() {
        var rule = rule("quarter", "PT0S", "{'type':'count','atLeast':1}");
        var times = times(new Random(1), Duration.ofDays(360), 10_000);
        assertThat(times).hasSizeGreaterThan(9_000);
        assertThat(few(rule, times)).hasSizeLessThanOrEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"week, PT0S", "quarter, PT6H", "PT1H, PT0S", "P30D, PT72H"})
    void the_stretches_of_several_collections_put_together_are_those_of_all(String window, String mergeWithin) {
        var rule = rule(window, mergeWithin, "{'type':'count','atLeast':1}");
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var all = new TreeSet<Instant>();
            var first = new TreeMap<Long, Instant>();
            var last = new TreeMap<Long, Instant>();
            for (int collection = 0; collection < 3; collection++) {
                var times = times(random, Duration.ofDays(200));
                all.addAll(times);
                var few = new FewTimes<String>(rule);
                times.forEach(time -> few.add("", time));
                few.forEachStretch(some -> {
                    first.merge(some.number(), some.first(), (a, b) -> a.isBefore(b) ? a : b);
                    last.merge(some.number(), some.last(), (a, b) -> a.isAfter(b) ? a : b);
                });
            }
            var together = new TreeSet<>(first.values());
            together.addAll(last.values());
            assertThat(together).as("seed " + seed).isEqualTo(few(rule, all));
        }
    }

    @ParameterizedTest
    @CsvSource({"2000, 2000", "2001, 1"})
    void all_are_named_while_they_are_not_many(int added, int named) {
        var few = new FewTimes<String>(rule("year", "PT0S", "{'type':'count','atLeast':1}"));
        var first = NOW;
        for (int i = 0; i < added; i++) {
            few.add("", first.plusSeconds(i));
        }
        var spans = new ArrayList<TimeSpan>();
        few.forEachStretch(
                some -> spans.add(new TimeSpan(some.first(), some.last().plusSeconds(1))));
        assertThat(spans).hasSize(named);
        assertThat(TimeSpans.of(spans, 1).all()).containsExactly(new TimeSpan(first, first.plusSeconds(added)));
    }

    @Test
    void an_incident_that_was_there_and_is_counts_as_there_whichever_is_said_first() {
        var is = Counted.of(new UUID(0, 1), NOW, 0);
        var few = new FewTimes<String>(rule("year", "PT0S", "{'type':'count','atLeast':1}"));
        few.addFormer("before", NOW, is.incidentId());
        few.addCounted("before", is);
        few.addCounted("after", is);
        few.addFormer("after", NOW, is.incidentId());
        few.addFormer("gone", NOW, is.incidentId());

        var told = new HashMap<String, Optional<Counted>>();
        few.forEachStretch(some -> {
            assertThat(some.incidentId()).isEqualTo(is.incidentId());
            assertThat(told.put(some.of(), Optional.ofNullable(some.now()))).isNull();
        });
        assertThat(told)
                .isEqualTo(Map.of("before", Optional.of(is), "after", Optional.of(is), "gone", Optional.empty()));
    }

    @Test
    void those_of_each_thing_are_kept_apart() {
        var few = new FewTimes<String>(rule("year", "PT0S", "{'type':'count','atLeast':1}"));
        few.add("payments", NOW);
        few.add(null, NOW);
        few.add("payments", NOW);
        var kept = new HashSet<String>();
        few.forEach((of, time) -> kept.add(of + " " + time));
        assertThat(kept).containsExactlyInAnyOrder("payments " + NOW, "null " + NOW);
    }

    private static Rule.Definition rule(String window, String mergeWithin, String condition) {
        return Rules.definition("{'name':'r','groupBy':['component'],'window':'" + window + "','mergeWithin':'"
                + mergeWithin + "','condition':" + condition + "}");
    }

    private static SortedSet<Instant> few(Rule.Definition rule, Collection<Instant> times) {
        var few = new FewTimes<String>(rule);
        times.forEach(time -> few.add("", time));
        var kept = new TreeSet<Instant>();
        few.forEach((of, time) -> kept.add(time));
        assertThat(times).containsAll(kept);
        return kept;
    }

    private Set<TimeSpan> windows(Rule.Definition rule, Collection<Instant> times) {
        var windows = new HashSet<TimeSpan>();
        times.forEach(time -> windows.addAll(Reach.windows(rule, calendar, time)));
        return windows;
    }

    private static SortedSet<Instant> times(Random random, Duration within) {
        return times(random, within, 1 + random.nextInt(60));
    }

    private static SortedSet<Instant> times(Random random, Duration within, int number) {
        var times = new TreeSet<Instant>();
        var micros = Math.max(2, within.toNanos() / 1000);
        for (int i = 0; i < number; i++) {
            times.add(NOW.minus(random.nextLong(micros), MICROS));
        }
        return times;
    }
}
