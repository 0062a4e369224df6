package dev.recur.notification;

import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Investigations and events to test with; what a test is about, it says itself. */
public final class TestEvents {

    public static final Instant OPENED_AT = Instant.parse("2026-11-22T03:00:00Z");
    public static final UUID RULE_ID = UUID.fromString("00000000-0000-5000-8000-000000000001");

    private TestEvents() {}

    public static Investigation investigation(
            UUID id, Map<String, String> group, int evidence, String titleOfEvidence) {
        return new Investigation(
                id,
                Status.OPEN,
                "payments has had 4 incidents this quarter (2026-Q4)",
                Priority.HIGH,
                new Investigation.RuleReference(RULE_ID, "component-quarter", 1),
                group,
                new Investigation.WindowView(
                        "quarter", Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")),
                BigDecimal.valueOf(4),
                BigDecimal.valueOf(4),
                OPENED_AT,
                OPENED_AT,
                OPENED_AT,
                false,
                evidence,
                IntStream.range(0, evidence)
                        .mapToObj(i -> new Investigation.Evidence(
                                new UUID(0, i),
                                titleOfEvidence,
                                Kind.INCIDENT,
                                Severity.SEV2,
                                OPENED_AT.plusSeconds(i)))
                        .toList(),
                List.of(new Investigation.WindowBefore("2026-Q3", BigDecimal.valueOf(2))),
                List.of(new Investigation.Transition(null, Status.OPEN, OPENED_AT, "rule component-quarter v1", null)));
    }

    public static InvestigationEvent event(EventName name, UUID investigationId, long sequence, String component) {
        var investigation = investigation(investigationId, Map.of("component", component), 4, "Checkout answered 5xx");
        return new InvestigationEvent(name, null, sequence, investigation);
    }

    /** A step of the investigation to that status. */
    public static InvestigationEvent transition(UUID investigationId, long sequence, String component, Status to) {
        var open = event(EventName.TRANSITIONED, investigationId, sequence, component)
                .investigation();
        var moved = new Investigation(
                investigationId,
                to,
                open.headline(),
                open.priority(),
                open.rule(),
                open.group(),
                open.window(),
                open.threshold(),
                open.observed(),
                open.crossedAt(),
                open.openedAt(),
                open.updatedAt(),
                open.belowThreshold(),
                open.evidenceCount(),
                open.evidence(),
                open.history(),
                open.transitions());
        return new InvestigationEvent(EventName.TRANSITIONED, null, sequence, moved);
    }
}
