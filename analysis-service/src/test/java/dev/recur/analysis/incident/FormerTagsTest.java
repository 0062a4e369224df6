package dev.recur.analysis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Derivations;
import dev.recur.analysis.Reports;
import dev.recur.analysis.incident.FormerTags.Former;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormerTagsTest {

    private static final Instant T = Reports.NOON;
    private static final Instant MOVED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LATENESS = Duration.ofDays(7);
    private static final Report CREATED = recorded(1, ReportType.REPORTED, 0, "{'tags':{'component':['a']}}");

    static Stream<Arguments> rows() {
        var whole = new Former("", "", T);
        var component = new Former("component", "a", T);
        return Stream.of(
                Arguments.of("one report has no past", List.of(CREATED), Set.of()),
                Arguments.of(
                        "more tags take nothing away",
                        List.of(CREATED, recorded(8, ReportType.REPORTED, 1, "{'tags':{'team':['t']}}")),
                        Set.of()),
                Arguments.of(
                        "a tag that was cleared",
                        List.of(CREATED, recorded(8, ReportType.REPORTED, 1, "{'tags':{'component':null}}")),
                        Set.of(component)),
                Arguments.of(
                        "a retraction takes everything",
                        List.of(CREATED, recorded(8, ReportType.RETRACTED, 1, "{}")),
                        Set.of(whole, component)),
                Arguments.of(
                        "a time that moved",
                        List.of(CREATED, recorded(8, ReportType.REPORTED, 1, "{'occurredAt':'" + MOVED + "'}")),
                        Set.of(whole, component)),
                Arguments.of(
                        "what is taken away within the lateness was complete for every window",
                        List.of(CREATED, recorded(6, ReportType.RETRACTED, 1, "{}")),
                        Set.of()),
                Arguments.of(
                        "what was cleared as of an earlier moment was never seen otherwise",
                        List.of(
                                recorded(8, ReportType.REPORTED, 0, "{'tags':{'component':['a']}}"),
                                recorded(1, ReportType.RETRACTED, 1, "{}")),
                        Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rows(String sentence, List<Report> reports, Set<Former> expected) {
        for (var order : List.of(reports, reports.reversed())) {
            var earlier = EarlierFolds.of(order, LATENESS, Derivations.IN_UTC);
            assertThat(FormerTags.of(earlier, Derivations.IN_UTC.fold(order))).isEqualTo(expected);
        }
    }

    private static Report recorded(int day, ReportType type, int asOf, String facts) {
        return Reports.of("one", type, T.plusSeconds(asOf), T.plusSeconds(86_400L * day), facts);
    }
}
