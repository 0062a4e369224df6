package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Reports;
import dev.recur.analysis.Rules;
import dev.recur.analysis.rule.CountedIncidents;
import dev.recur.analysis.rule.Episode;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Times are days; investigations are opened in the order of their letters. */
class ClaimsTest {

    private static final Instant NOW = day("100");

    static Stream<Arguments> rows() {
        return Stream.of(
                row("one keeps its own", "a 10-20", "10-20", "a=10"),
                row("it moves with its episode", "a 10-20", "12-24", "a=12"),
                row("it claims nothing that does not overlap it", "a 10-20", "20-30", "a=none new=20"),
                row("of two it claims the one that overlaps it most", "a 10-20", "8-12 13-19", "a=13 new=8"),
                row("of equals the earlier", "a 10-20", "10-12 18-20", "a=10 new=18"),
                row("merged, the older keeps it and the other goes into it", "a 10-20, b 25-30", "10-30", "a=10 b>a"),
                row("split, the other part is new", "a 10-30", "10-19 20-30", "a=20 new=10"),
                row("the older is served first although it overlaps less", "a 10-14, b 12-30", "13-30", "a=13 b>a"),
                row("a running one overlaps until now", "a 90-", "50-91 95-", "a=95 new=50"),
                row("what is foreseen is no overlap yet", "a 90-", "90-95 96-200", "a=90 new=96"),
                row("standing ones come before withdrawn ones", "a! 10-20, b 10-20", "10-20", "a>b b=10"),
                row("a withdrawn one comes back for what is left", "a! 10-20, b 22-30", "10-20 22-30", "a=10 b=22"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rows(String sentence, String standing, String episodes, String expected) {
        var investigations =
                Stream.of(standing.split(", ")).map(ClaimsTest::standing).toList();
        var found = Stream.of(episodes.split(" ")).map(ClaimsTest::episode).toList();

        var claims = Claims.of(investigations.reversed(), found, NOW);

        var said = new ArrayList<String>();
        for (var one : investigations) {
            var episode = claims.claimed().get(one.id());
            var into = claims.mergedInto(one, NOW);
            said.add(
                    episode != null
                            ? one.headline() + "=" + days(episode.crossedAt())
                            : one.headline()
                                    + into.map(id -> ">" + name(investigations, id))
                                            .orElse("=none"));
        }
        claims.unclaimed().forEach(episode -> said.add("new=" + days(episode.crossedAt())));
        assertThat(String.join(" ", said)).isEqualTo(expected);
    }

    private static String name(List<Standing> investigations, UUID id) {
        return investigations.stream()
                .filter(one -> one.id().equals(id))
                .map(Standing::headline)
                .findFirst()
                .orElseThrow();
    }

    private static Arguments row(String sentence, String standing, String episodes, String expected) {
        return Arguments.of(sentence, standing, episodes, expected);
    }

    private static Episode episode(String text) {
        var parts = text.split("-", 2);
        return new Episode(day(parts[0]), end(parts[1]), BigDecimal.ONE, BigDecimal.ONE, CountedIncidents.NONE);
    }

    /** For example {@code a 10-20}; withdrawn with an exclamation mark. */
    private static Standing standing(String text) {
        var name = text.substring(0, 1);
        var parts = text.substring(text.indexOf(' ') + 1).split("-", 2);
        return new Standing(
                Reports.incident("investigation " + name),
                Rules.ID,
                "r",
                1,
                new Group(Map.of()),
                new Stretch(Window.parse("P5D"), day(parts[0]).minus(Duration.ofDays(5)), end(parts[1])),
                text.contains("!") ? Status.WITHDRAWN : Status.OPEN,
                name,
                Priority.NORMAL,
                BigDecimal.ONE,
                BigDecimal.ONE,
                day(parts[0]),
                Reports.NOON.plusSeconds(name.charAt(0)),
                Reports.NOON,
                false,
                0,
                EvidenceDigest.of(CountedIncidents.NONE),
                BigDecimal.ZERO,
                Reports.NOON,
                null,
                1,
                Standing.Work.NONE,
                null);
    }

    private static Instant day(String number) {
        return Reports.NOON.plus(Duration.ofDays(Long.parseLong(number)));
    }

    private static @Nullable Instant end(String number) {
        return number.isEmpty() ? null : day(number);
    }

    private static long days(Instant time) {
        return Duration.between(Reports.NOON, time).toDays();
    }
}
