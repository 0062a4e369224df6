package dev.recur.ingest.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.Facts;
import dev.recur.wire.report.FactsReader;
import dev.recur.wire.report.Identity;
import dev.recur.wire.report.Report;
import dev.recur.wire.report.ReportCodec;
import dev.recur.wire.report.ReportType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what a sender states into a report: checks all of it at once and computes its identity. */
public final class ReportReader {

    /** Members of a report as it is posted. */
    public static final Set<String> MEMBERS = with("source", "externalId", "correlationKey", "asOf");

    private static final Set<String> AMENDMENT_MEMBERS = with("source", "asOf");
    private static final List<String> TURN_MEMBERS = List.of("source", "asOf", "reason");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Clock clock;
    private final Supplier<UUID> newIdentity;

    public ReportReader(Clock clock, Supplier<UUID> newIdentity) {
        this.clock = clock;
        this.newIdentity = newIdentity;
    }

    /** In their order, with the facts. */
    private static Set<String> with(String... members) {
        var all = new LinkedHashSet<>(List.of(members));
        all.addAll(Facts.NAMES);
        return Collections.unmodifiableSet(all);
    }

    /** A report that says itself which incident it is about. */
    public Reading report(ObjectNode object, Sender sender, @Nullable ItemKey key) {
        var statement = new Statement(object, sender, MEMBERS);
        var externalId = statement.reader.text("externalId", ReportCodec.LONGEST_KEY);
        var correlationKey = statement.reader.text("correlationKey", ReportCodec.LONGEST_KEY);
        if (!object.hasNonNull("title") && !object.hasNonNull("externalId") && !object.hasNonNull("correlationKey")) {
            statement.problems.add(
                    "/title", "is required unless externalId or correlationKey says which incident is meant");
        }
        return statement.end(facts -> {
            var incidentId = incidentId(statement.source, externalId, correlationKey, key);
            var reportId = key == null
                    ? Identity.reportOfContent(incidentId, ReportType.REPORTED, statement.asOfAsSent(), facts)
                    : Identity.reportOfIdempotencyKey(incidentId, key.reportKey());
            return new Subject(incidentId, reportId, ReportType.REPORTED, externalId, correlationKey, null);
        });
    }

    /** Facts that changed of an incident that is known by its identity. */
    Reading amendment(UUID incidentId, ObjectNode object, Sender sender, @Nullable ItemKey key) {
        var statement = new Statement(object, sender, AMENDMENT_MEMBERS);
        if (Facts.NAMES.stream().noneMatch(object::has)) {
            statement.problems.add("", "states no fact; known are " + String.join(", ", Facts.NAMES));
        }
        return statement.end(facts -> subject(incidentId, ReportType.REPORTED, statement, facts, null, key));
    }

    /** That an incident is taken back, or stands again. */
    Reading turn(ReportType type, UUID incidentId, ObjectNode object, Sender sender, @Nullable ItemKey key) {
        var statement = new Statement(object, sender, TURN_MEMBERS);
        var reason = statement.reader.text("reason", ReportCodec.LONGEST_REASON);
        return statement.end(facts -> subject(incidentId, type, statement, facts, reason, key));
    }

    private UUID incidentId(
            String source, @Nullable String externalId, @Nullable String correlationKey, @Nullable ItemKey key) {
        if (correlationKey != null) {
            return Identity.incidentOfCorrelationKey(correlationKey);
        }
        if (externalId != null) {
            return Identity.incidentOfExternalId(source, externalId);
        }
        return key == null ? newIdentity.get() : Identity.incidentOfIdempotencyKey(source, key.key(), key.index());
    }

    /** Without a key and a time, restating an old value is a new statement. */
    private Subject subject(
            UUID incidentId,
            ReportType type,
            Statement statement,
            ObjectNode facts,
            @Nullable String reason,
            @Nullable ItemKey key) {
        var asOf = statement.asOfAsSent();
        var reportId = key != null
                ? Identity.reportOfIdempotencyKey(incidentId, key.reportKey())
                : asOf == null ? newIdentity.get() : Identity.reportOfContent(incidentId, type, asOf, facts);
        return new Subject(incidentId, reportId, type, null, null, reason);
    }

    private record Subject(
            UUID incidentId,
            UUID reportId,
            ReportType type,
            @Nullable String externalId,
            @Nullable String correlationKey,
            @Nullable String reason) {}

    private interface Identification {
        Subject identify(ObjectNode factsAsSent);
    }

    /** What all statements have in common: a source, a moment, facts. */
    private final class Statement {
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        private final Problems problems = new Problems();
        private final ObjectNode object;
        private final ObjectReader reader;
        private final Sender sender;
        private final String source;
        private final Instant asOf;

        private Statement(ObjectNode object, Sender sender, Collection<String> known) {
            this.object = object;
            this.sender = sender;
            this.reader = new ObjectReader(object, "", problems);
            reader.refuseUnknown(known);
            var named = reader.text("source", ReportCodec.LONGEST_SOURCE);
            this.source = named == null ? sender.defaultSource() : named;
            this.asOf = asOf();
        }

        private Instant asOf() {
            var sent = reader.time("asOf");
            if (sent == null) {
                return now;
            }
            if (sent.isBefore(Instant.EPOCH) || sent.isAfter(now.plus(CLOCK_SKEW))) {
                problems.add("/asOf", "must be from 1970 to at most 5 minutes ahead of now, was " + sent);
            }
            return sent;
        }

        private @Nullable String asOfAsSent() {
            var node = object.get("asOf");
            return node == null || node.isNull() ? null : node.textValue();
        }

        private Reading end(Identification identification) {
            var facts = FactsReader.read(reader, now);
            if (!sender.maySpeakFor(source)) {
                return new Reading.NotAllowed(sender.refusal(source));
            }
            if (!problems.isEmpty()) {
                return new Reading.Refused(problems.all());
            }
            var factsAsSent = Json.object();
            for (var name : Facts.NAMES) {
                var fact = object.get(name);
                if (fact != null) {
                    factsAsSent.set(name, fact);
                }
            }
            var subject = identification.identify(factsAsSent);
            return new Reading.Read(new Report(
                    subject.incidentId(),
                    subject.reportId(),
                    subject.type(),
                    source,
                    subject.externalId(),
                    subject.correlationKey(),
                    asOf,
                    now,
                    subject.reason(),
                    factsAsSent,
                    facts));
        }
    }
}
