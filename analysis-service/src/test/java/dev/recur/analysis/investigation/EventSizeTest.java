package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Reports;
import dev.recur.analysis.Rules;
import dev.recur.analysis.rule.CountedIncidents;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Investigation.Transition;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventSizeTest {

    /** What a broker takes unless it is told otherwise. */
    private static final int LONGEST_RECORD = 1024 * 1024;

    @Test
    void an_event_fits_into_a_record_however_long_titles_and_lives_are() {
        var evidence = IntStream.range(0, 200)
                .mapToObj(i -> InvestigationView.evidence(
                        Reports.incident("i" + i),
                        "\u20ac".repeat(60_000),
                        Kind.INCIDENT,
                        Severity.UNKNOWN,
                        Reports.NOON))
                .toList();
        var step = new Transition(Status.WITHDRAWN, Status.OPEN, Reports.NOON, "rule r v1", "reopened");

        var view = InvestigationView.of(
                standing(),
                evidence,
                InvestigationEvent.MOST_EVIDENCE,
                List.of(),
                IntStream.range(0, 10_000).mapToObj(i -> step).toList());

        assertThat(view.evidence()).hasSize(InvestigationEvent.MOST_EVIDENCE);
        assertThat(InvestigationEventCodec.encode(new InvestigationEvent(EventName.OPENED, null, 1, view)))
                .hasSizeLessThan(LONGEST_RECORD / 2);
    }

    private static Standing standing() {
        return new Standing(
                Reports.incident("investigation"),
                Rules.ID,
                "r",
                1,
                new Group(Map.of("component", "a")),
                new Stretch(Window.parse("P90D"), Reports.NOON, Reports.NOON.plus(Duration.ofDays(90))),
                Status.OPEN,
                "h",
                Priority.NORMAL,
                BigDecimal.valueOf(4),
                BigDecimal.valueOf(200),
                Reports.NOON,
                Reports.NOON,
                Reports.NOON,
                false,
                200,
                EvidenceDigest.of(CountedIncidents.NONE),
                BigDecimal.ZERO,
                Reports.NOON,
                null,
                1,
                Standing.Work.NONE,
                null);
    }
}
