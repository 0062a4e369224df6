package dev.recur.notification;

import dev.recur.notification.channel.Content;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.letter.Links;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One message of every kind that there is, by the name of its golden file. */
public final class TestMessages {

    public static final UUID ID = UUID.fromString("019ab000-0000-7000-8000-00000000000a");
    public static final UUID INVESTIGATION = UUID.fromString("019ab000-0000-7000-8000-000000000001");
    public static final UUID SUBSCRIPTION = UUID.fromString("019ab000-0000-7000-8000-00000000000b");
    public static final Links LINKS = new Links("https://recur.example/", "https://recur.example", id -> "token");

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-11-21T00:00:00Z");

    /** Text of somebody who wants to be more than text, in each of the channels. */
    static final String HOSTILE =
            "<!channel> <https://evil.example|click> [click](https://evil.example) <script>alert(1)</script> & \"q\" 'q'"
                    + "\r\nBcc: victim@example.com\r\n\r\n\u202egnp.exe *b* _i_ `c` ~s~";

    private TestMessages() {}

    /** All of them. */
    public static Map<String, Message> all() {
        var all = new LinkedHashMap<String, Message>();
        all.put("opened", happened(event(EventName.OPENED, null, Status.OPEN)));
        all.put("reopened", happened(event(EventName.OPENED, "reopened", Status.OPEN)));
        all.put("risk-ended", happened(event(EventName.OPENED, "risk_ended", Status.OPEN)));
        all.put("updated", happened(event(EventName.UPDATED, null, Status.TRIAGED)));
        all.put("below-threshold", happened(belowThreshold()));
        all.put("escalated", happened(event(EventName.ESCALATED, null, Status.INVESTIGATING)));
        all.put("withdrawn", happened(event(EventName.WITHDRAWN, null, Status.WITHDRAWN)));
        all.put("triaged", happened(event(EventName.TRANSITIONED, null, Status.TRIAGED)));
        all.put("closed", happened(event(EventName.TRANSITIONED, null, Status.CLOSED)));
        all.put("rolling", happened(rolling()));
        all.put("hostile", happened(hostile()));
        all.put("digest", message(new Content.Digest(BEFORE, BEFORE.plusSeconds(86_400), several(), 40)));
        all.put(
                "silence-ended",
                message(new Content.SilenceEnded(
                        new UUID(0, 9), "component=\"payments\"", "migration week", BEFORE, NOW, several(), 3)));
        all.put(
                "receiver-failing",
                message(new Content.ReceiverFailing("payments-hook", FailureReason.SERVER_ERROR, BEFORE, 7)));
        all.put("test", new Message(ID, NOW, null, new Content.Test("payments-hook"), null));
        return all;
    }

    public static Message happened(InvestigationEvent event) {
        return message(new Content.Happened(event));
    }

    private static Message message(Content content) {
        return new Message(ID, NOW, new Message.Subscribed(SUBSCRIPTION, "payments patterns"), content, null);
    }

    private static List<InvestigationEvent> several() {
        return List.of(
                event(EventName.OPENED, null, Status.OPEN),
                event(EventName.ESCALATED, null, Status.TRIAGED),
                event(EventName.WITHDRAWN, null, Status.WITHDRAWN));
    }

    public static InvestigationEvent event(EventName name, @Nullable String change, Status status) {
        return new InvestigationEvent(name, change, 3, investigation(status, "Checkout answered 5xx", 12));
    }

    private static InvestigationEvent belowThreshold() {
        var now = investigation(Status.TRIAGED, "Checkout answered 5xx", 3);
        return new InvestigationEvent(
                EventName.UPDATED, null, 4, with(now, now.headline(), now.group(), now.window(), true));
    }

    private static InvestigationEvent rolling() {
        var now = investigation(Status.OPEN, "Queue is full", 5);
        var window = new Investigation.WindowView("P90D", Instant.parse("2026-08-24T03:10:00Z"), null);
        return new InvestigationEvent(
                EventName.OPENED, null, 1, with(now, "5 incidents within 90 days", Map.of(), window, false));
    }

    private static InvestigationEvent hostile() {
        var now = investigation(Status.OPEN, HOSTILE, 4);
        return new InvestigationEvent(
                EventName.OPENED, null, 1, with(now, HOSTILE, Map.of("component", HOSTILE), now.window(), false));
    }

    /** As long as an event gets. */
    public static InvestigationEvent longest() {
        var now = investigation(Status.OPEN, "Ü🔥".repeat(2_000), 100);
        return new InvestigationEvent(
                EventName.OPENED,
                null,
                1,
                with(now, "<".repeat(5_000), Map.of("component", "&".repeat(200)), now.window(), false));
    }

    private static Investigation with(
            Investigation i,
            String headline,
            Map<String, String> group,
            Investigation.WindowView window,
            boolean belowThreshold) {
        return new Investigation(
                i.investigationId(),
                i.status(),
                headline,
                i.priority(),
                i.rule(),
                group,
                window,
                i.threshold(),
                i.observed(),
                i.crossedAt(),
                i.openedAt(),
                i.updatedAt(),
                belowThreshold,
                i.evidenceCount(),
                i.evidence(),
                i.history(),
                i.transitions());
    }

    private static Investigation investigation(Status status, String title, int evidence) {
        return new Investigation(
                INVESTIGATION,
                status,
                "payments has had 4 incidents this quarter (2026-Q4)",
                Priority.HIGH,
                new Investigation.RuleReference(TestEvents.RULE_ID, "component-quarter", 1),
                Map.of("component", "payments"),
                new Investigation.WindowView(
                        "quarter", Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")),
                BigDecimal.valueOf(4),
                BigDecimal.valueOf(evidence),
                NOW,
                NOW,
                NOW,
                false,
                evidence,
                IntStream.range(0, evidence)
                        .mapToObj(i -> new Investigation.Evidence(
                                new UUID(0, i),
                                title,
                                Kind.INCIDENT,
                                Severity.SEV2,
                                NOW.minusSeconds(3600L * (100 - i))))
                        .toList(),
                List.of(
                        new Investigation.WindowBefore("2026-Q1", BigDecimal.ONE),
                        new Investigation.WindowBefore("2026-Q2", BigDecimal.ZERO),
                        new Investigation.WindowBefore("2026-Q3", BigDecimal.valueOf(2))),
                List.of(
                        new Investigation.Transition(null, Status.OPEN, NOW, "rule component-quarter v1", null),
                        new Investigation.Transition(Status.OPEN, status, NOW, "ops", "known cause")));
    }
}
