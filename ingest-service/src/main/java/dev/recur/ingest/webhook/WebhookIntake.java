package dev.recur.ingest.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.adapter.Adapted;
import dev.recur.ingest.adapter.LenientJson;
import dev.recur.ingest.adapter.Mapping;
import dev.recur.ingest.adapter.Payload;
import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.Reading;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.wire.json.Problem;
import dev.recur.wire.report.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes webhooks in: whatever can be understood of them, through the door that all reports go through. */
public final class WebhookIntake {

    private final Sources sources;
    private final ReportReader reader;
    private final ReportIntake intake;
    private final IntakeMetrics intakeMetrics;
    private final WebhookMetrics metrics;
    private final Clock clock;

    public WebhookIntake(
            Sources sources,
            ReportReader reader,
            ReportIntake intake,
            IntakeMetrics intakeMetrics,
            WebhookMetrics metrics,
            Clock clock) {
        this.sources = sources;
        this.reader = reader;
        this.intake = intake;
        this.intakeMetrics = intakeMetrics;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Takes in what a source sends.
     *
     * @param headers by name in lower case
     */
    public CompletionStage<WebhookOutcome> receive(
            String sourceName, byte[] body, Map<String, String> headers, Submission submission) {
        var source = sources.find(sourceName).orElse(null);
        if (source == null) {
            return refused("unknown_source", new WebhookOutcome.UnknownSource());
        }
        if (!submission.sender().maySpeakFor(sourceName)) {
            return refused(
                    "not_allowed",
                    new WebhookOutcome.NotAllowed("The key "
                            + submission.sender().name() + " may not speak for the source " + sourceName + "."));
        }
        var json = LenientJson.read(body).orElse(null);
        if (json == null) {
            return refused("invalid", new WebhookOutcome.Unintelligible("the body is not valid JSON"));
        }
        try {
            return append(
                    read(source, source.adapter().adapt(new Payload(json, headers, clock.instant()))), submission);
        } catch (Mapping.NoTimeToMap e) {
            // senders repeat what they are told to repeat, and this machine may have more time then
            return refused("overloaded", new WebhookOutcome.Unavailable(Appended.Reason.OVERLOADED));
        } catch (Mapping.CannotMap e) {
            return refused("invalid", new WebhookOutcome.Unintelligible(String.valueOf(e.getMessage())));
        }
    }

    private record ReadItems(List<Report> reports, List<String> ignored) {}

    private ReadItems read(Source source, List<Adapted> items) {
        var itself = new Sender(source.name(), Set.of());
        var leniency = new Leniency(object -> reader.report(object, itself, null));
        var reports = new ArrayList<Report>();
        var ignored = new ArrayList<String>();
        var dropped = new ArrayList<Problem>();
        for (var item : items) {
            switch (item) {
                case Adapted.Ignored(var reason) -> ignored.add(reason);
                case Adapted.Candidate(var candidate) -> {
                    var result = leniency.read(withoutSource(candidate));
                    dropped.addAll(result.dropped());
                    switch (result.reading()) {
                        case Reading.Read(var report) -> reports.add(report);
                        case Reading.Refused(var problems) ->
                            ignored.add(problems.getFirst().pointer() + " "
                                    + problems.getFirst().detail());
                        case Reading.NotAllowed(var detail) -> ignored.add(detail);
                    }
                }
            }
        }
        metrics.ignored(source.name(), ignored.size());
        metrics.dropped(source.name(), dropped.size());
        return new ReadItems(reports, ignored);
    }

    /** A mapping cannot speak for another source than the one that it maps. */
    private static ObjectNode withoutSource(ObjectNode candidate) {
        candidate.remove("source");
        return candidate;
    }

    private CompletionStage<WebhookOutcome> append(ReadItems items, Submission submission) {
        return intake.append(items.reports(), submission).thenApply(appended -> switch (appended) {
            case Appended.Durable durable -> new WebhookOutcome.Taken(items.reports(), items.ignored());
            case Appended.Unavailable(var reason) -> new WebhookOutcome.Unavailable(reason);
        });
    }

    private CompletionStage<WebhookOutcome> refused(String reason, WebhookOutcome outcome) {
        intakeMetrics.refused(Transport.WEBHOOK, reason, 1);
        return CompletableFuture.completedFuture(outcome);
    }
}
