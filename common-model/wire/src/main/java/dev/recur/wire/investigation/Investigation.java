package dev.recur.wire.investigation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.recur.wire.report.Kind;
import dev.recur.wire.report.Severity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An investigation as others see it.
 *
 * @param headline the sentence that a person would say
 * @param group the values of the rule's grouped dimensions
 * @param threshold what the rule asks for
 * @param observed the value now for calendar windows, the peak for rolling ones
 * @param crossedAt the time, in the data, of the incident that completed the condition
 * @param openedAt when the service opened it
 * @param belowThreshold true when corrections took the condition away after people had worked on it
 * @param evidence the latest of the incidents that were counted
 * @param evidenceCount how many were counted
 * @param history the windows before, oldest first
 * @param mergedInto which other its evidence went to, after a correction
 */
public record Investigation(
        UUID investigationId,
        Status status,
        String headline,
        Priority priority,
        RuleReference rule,
        Map<String, String> group,
        WindowView window,
        BigDecimal threshold,
        BigDecimal observed,
        Instant crossedAt,
        Instant openedAt,
        Instant updatedAt,
        boolean belowThreshold,
        int evidenceCount,
        List<Evidence> evidence,
        List<WindowBefore> history,
        List<Transition> transitions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID mergedInto) {

    /** One that was not merged into another. */
    public Investigation(
            UUID investigationId,
            Status status,
            String headline,
            Priority priority,
            RuleReference rule,
            Map<String, String> group,
            WindowView window,
            BigDecimal threshold,
            BigDecimal observed,
            Instant crossedAt,
            Instant openedAt,
            Instant updatedAt,
            boolean belowThreshold,
            int evidenceCount,
            List<Evidence> evidence,
            List<WindowBefore> history,
            List<Transition> transitions) {
        this(
                investigationId,
                status,
                headline,
                priority,
                rule,
                group,
                window,
                threshold,
                observed,
                crossedAt,
                openedAt,
                updatedAt,
                belowThreshold,
                evidenceCount,
                evidence,
                history,
                transitions,
                null);
    }

    /** The rule that opened it, at the version that did. */
    public record RuleReference(UUID id, String name, int version) {}

    /** The window; {@code to} is {@code null} while a rolling episode runs. */
    public record WindowView(
            String type, Instant from, @Nullable Instant to) {}

    /** One of the incidents that were counted. */
    public record Evidence(UUID incidentId, String title, Kind kind, Severity severity, Instant occurredAt) {}

    /** What was observed in an earlier window. */
    public record WindowBefore(String window, BigDecimal observed) {}

    /**
     * A step in the life of an investigation.
     *
     * @param until when a risk that was accepted is open again
     */
    public record Transition(
            @Nullable Status from,
            Status to,
            Instant at,
            String by,
            @Nullable String note,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant until) {

        /** A step that has no end. */
        public Transition(@Nullable Status from, Status to, Instant at, String by, @Nullable String note) {
            this(from, to, at, by, note, null);
        }
    }
}
