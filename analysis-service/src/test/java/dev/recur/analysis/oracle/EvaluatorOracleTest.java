package dev.recur.analysis.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Rules;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.Episode;
import dev.recur.analysis.rule.Evaluator;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.wire.window.OrganisationCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The evaluator against brute force; {@code -Drecur.oracle.pure.seeds=100000} runs more. */
class EvaluatorOracleTest {

    private static final OrganisationCalendar CALENDAR = new OrganisationCalendar(ZoneOffset.UTC, Month.JANUARY);
    private static final Instant EVER = Instant.parse("2030-01-01T00:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("recur.oracle.pure.seeds", 600));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_evaluator_says_what_brute_force_says(long seed) {
        var history = RandomHistory.of(seed);
        var rule = Rules.of(history.rule().definition());
        for (var name : history.groups()) {
            var group = OracleGroup.of(history.rule(), name, history.oracle(), history.oracleMarkers());
            if (history.rule().rolling().isPresent()) {
                assertEpisodes(history, rule, group);
            } else {
                assertWindows(history, rule, group);
            }
        }
    }

    private static void assertWindows(RandomHistory history, Rule rule, OracleGroup group) {
        var windows = new TreeSet<Instant>();
        history.oracle().forEach(incident -> windows.add(history.rule().windowFrom(incident.time())));
        for (var from : windows) {
            var window = CALENDAR.spanAt(Reach.unit(rule.definition()), from);
            var earlier = Reach.earlier(rule.definition(), CALENDAR, window);
            var known = history.counted(rule, group.group()).stream()
                    .filter(incident -> !incident.time()
                            .isBefore(earlier.minus(rule.definition().mergeWithin())))
                    .toList();
            var evaluation = Evaluator.of(rule, history.group(group.group()), known, history.markers())
                    .window(window, earlier);

            var metAt = history.rule().metAt(group, from);
            var met = metAt.stream().map(time -> group.value(from, true, time)).toList();
            var observed = group.value(from, true, window.to().minusNanos(1000));
            assertThat(evaluation.crossedAt()).isEqualTo(metAt.isEmpty() ? null : metAt.getFirst());
            assertThat(evaluation.observed()).isEqualByComparingTo(observed);
            assertThat(evaluation.atCrossing()).isEqualByComparingTo(met.isEmpty() ? observed : met.getFirst());
            assertThat(evaluation.peak())
                    .isEqualByComparingTo(met.stream().reduce(BigDecimal::max).orElse(observed));
            assertThat(ids(evaluation.evidence()))
                    .isEqualTo(oracleIds(group.members().stream()
                            .filter(incident -> window.contains(incident.time()))
                            .toList()));
        }
    }

    private static void assertEpisodes(RandomHistory history, Rule rule, OracleGroup group) {
        var length = history.rule().rolling().orElseThrow();
        var evaluator = Evaluator.of(
                rule, history.group(group.group()), history.counted(rule, group.group()), history.markers());
        var now = history.now();
        var expected = OracleEpisode.of(group, length, now);

        var episodes = evaluator.episodes(null, now);

        assertThat(episodes.begunBy(now))
                .extracting(episode -> episode.crossedAt() + " " + episode.endedBy(now) + " " + ids(episode.evidence()))
                .isEqualTo(expected.stream()
                        .map(episode -> episode.crossedAt() + " " + episode.end() + " " + oracleIds(episode.evidence()))
                        .toList());
        if (!(history.rule().condition() instanceof OracleCondition.Silence)) {
            for (int i = 0; i < expected.size(); i++) {
                var found = episodes.begunBy(now).get(i);
                var observed = expected.get(i).observed(group, length, now);
                assertThat(found.atCrossing()).isEqualByComparingTo(observed.getFirst());
                assertThat(found.peak()).isEqualByComparingTo(observed.getLast());
            }
        }
        var foreseen = OracleEpisode.of(group, length, EVER).stream()
                .flatMap(episode -> Stream.of(episode.crossedAt(), episode.end() == null ? EVER : episode.end()))
                .filter(moment -> moment.isAfter(now) && moment.isBefore(EVER))
                .min(Instant::compareTo);
        assertThat(episodes.nextChange(now)).isEqualTo(foreseen);
        assertPartOf(history, rule, group, episodes.all());
    }

    /** What is read from a moment on is the same as if everything had been read. */
    private static void assertPartOf(RandomHistory history, Rule rule, OracleGroup group, List<Episode> whole) {
        for (var from : history.moments()) {
            var known = history.counted(rule, group.group()).stream()
                    .filter(incident -> !incident.time().isBefore(from.minus(Reach.rolling(rule.definition()))))
                    .toList();
            var part = Evaluator.of(rule, history.group(group.group()), known, history.markers())
                    .episodes(from, history.now());
            var expected = whole.stream()
                    .filter(episode -> episode.end() == null || episode.end().isAfter(from))
                    .toList();

            if (part.isCut()) {
                assertThat(expected.isEmpty()
                                || !expected.getFirst().crossedAt().isAfter(from)
                                || history.rule().condition() instanceof OracleCondition.Silence)
                        .isTrue();
            } else {
                assertThat(part.all()).isEqualTo(expected);
            }
        }
    }

    private static List<String> ids(List<Counted> incidents) {
        return incidents.stream()
                .map(Counted::incidentId)
                .map(UUID::toString)
                .sorted()
                .toList();
    }

    private static List<String> oracleIds(List<OracleIncident> incidents) {
        return incidents.stream()
                .map(OracleIncident::id)
                .map(UUID::toString)
                .sorted()
                .toList();
    }
}
