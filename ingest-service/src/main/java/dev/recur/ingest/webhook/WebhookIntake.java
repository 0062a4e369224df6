package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Adapted;
import dev.recur.ingest.adapter.Mapping;
import dev.recur.ingest.adapter.Payload;
import dev.recur.ingest.intake.Appended;
import dev.recur.ingest.intake.IntakeMetrics;
import dev.recur.ingest.intake.ReportIntake;
import dev.recur.ingest.intake.Sender;
import dev.recur.ingest.intake.Submission;
import dev.recur.ingest.intake.Transport;
import dev.recur.ingest.limit.Allowance;
import dev.recur.ingest.limit.RateLimits;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.ingest.webhook.signature.Schemes;
import dev.recur.ingest.webhook.signature.SnsEndpoint;
import dev.recur.ingest.webhook.signature.SnsMessage;
import dev.recur.ingest.webhook.signature.Verdict;
import dev.recur.wire.report.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes webhooks in: whatever can be understood of them, through the door that all reports go through. */
public final class WebhookIntake {

    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private final Sources sources;
    private final Understanding understanding;
    private final ReportIntake intake;
    private final IntakeMetrics intakeMetrics;
    private final WebhookMetrics metrics;
    private final SnsEndpoint sns;
    private final RateLimits limits;
    private final Clock clock;
    private final Deliveries deliveries;
    private final Episodes episodes;

    public WebhookIntake(
            Sources sources,
            Understanding understanding,
            ReportIntake intake,
            IntakeMetrics intakeMetrics,
            WebhookMetrics metrics,
            SnsEndpoint sns,
            RateLimits limits,
            Clock clock) {
        this.sources = sources;
        this.understanding = understanding;
        this.intake = intake;
        this.intakeMetrics = intakeMetrics;
        this.metrics = metrics;
        this.sns = sns;
        this.limits = limits;
        this.clock = clock;
        this.deliveries = new Deliveries(clock);
        this.episodes = new Episodes(clock::millis);
    }

    /**
     * Takes in what a source sends. Where a source signs, its signature is all that counts; elsewhere an API key.
     *
     * @param caller who holds an API key to report with, if anybody
     */
    public CompletionStage<WebhookOutcome> receive(
            String sourceName, Posted posted, Optional<Sender> caller, Submission submission) {
        var source = sources.find(sourceName).orElse(null);
        if (source == null) {
            return caller.isEmpty()
                    ? refused("not_authenticated", new WebhookOutcome.NotAuthenticated())
                    : refused("unknown_source", new WebhookOutcome.UnknownSource());
        }
        var scheme = source.scheme().orElse(null);
        if (scheme == null) {
            return ofCaller(source, posted, caller.orElse(null), submission);
        }
        return switch (scheme.judge(posted, clock.instant())) {
            case Verdict.Refused refused -> refused("not_authenticated", new WebhookOutcome.NotAuthenticated());
            case Verdict.Unavailable unavailable -> refused("not_judged", new WebhookOutcome.NotJudged());
            case Verdict.Genuine(var delivery) -> genuine(source, posted, delivery, submission);
        };
    }

    private CompletionStage<WebhookOutcome> ofCaller(
            Source source, Posted posted, @Nullable Sender caller, Submission submission) {
        if (caller == null) {
            return refused("not_authenticated", new WebhookOutcome.NotAuthenticated());
        }
        if (!caller.maySpeakFor(source.name())) {
            return refused(
                    "not_allowed",
                    new WebhookOutcome.NotAllowed(
                            "The key " + caller.name() + " may not speak for the source " + source.name() + "."));
        }
        return take(source, posted, submission);
    }

    private CompletionStage<WebhookOutcome> genuine(
            Source source, Posted posted, Optional<String> delivery, Submission submission) {
        if (delivery.isEmpty()) {
            return take(source, posted, submission);
        }
        var id = delivery.get();
        if (deliveries.wasTaken(source.name(), id)) {
            return ignored(source, "the same delivery was taken in before");
        }
        var outcome = isSubscription(source, posted) ? confirm(source, posted) : take(source, posted, submission);
        return outcome.thenApply(taken -> {
            if (taken instanceof WebhookOutcome.Taken) {
                deliveries.taken(source.name(), id);
            }
            return taken;
        });
    }

    private static boolean isSubscription(Source source, Posted posted) {
        return source.scheme()
                        .filter(scheme -> scheme.name().equals(Schemes.SNS))
                        .isPresent()
                && SnsMessage.read(posted.body())
                        .filter(SnsMessage::isSubscription)
                        .isPresent();
    }

    private CompletionStage<WebhookOutcome> confirm(Source source, Posted posted) {
        var address = SnsMessage.read(posted.body()).flatMap(SnsMessage::confirmation);
        if (address.isEmpty()) {
            return ignored(source, "a subscription whose address is not the provider's");
        }
        return sns.confirm(address.get())
                ? ignored(source, "a subscription, which is confirmed now")
                : refused("not_judged", new WebhookOutcome.NotJudged());
    }

    private CompletionStage<WebhookOutcome> ignored(Source source, String reason) {
        metrics.ignored(source.name(), 1);
        return CompletableFuture.completedFuture(new WebhookOutcome.Taken(List.of(), List.of(reason)));
    }

    private CompletionStage<WebhookOutcome> take(Source source, Posted posted, Submission submission) {
        if (limits.take(source.name()) instanceof Allowance.Over(var rate, var delay)) {
            return refused("over_rate", new WebhookOutcome.OverRate(delay));
        }
        if (submission.left(source.longestWait()).isNegative()) {
            return refused("overloaded", new WebhookOutcome.Unavailable(Appended.Reason.OVERLOADED));
        }
        var payload = payload(posted, clock);
        if (payload.isEmpty()) {
            return refused("invalid", new WebhookOutcome.Unintelligible("the body is not valid JSON"));
        }
        try {
            return append(
                    read(source, payload.get()),
                    source.deadline().map(submission::within).orElse(submission));
        } catch (Mapping.NoTimeToMap e) {
            // senders repeat what they are told to repeat, and this machine may have more time then
            return refused("overloaded", new WebhookOutcome.Unavailable(Appended.Reason.OVERLOADED));
        } catch (Mapping.CannotMap e) {
            return refused("invalid", new WebhookOutcome.Unintelligible(String.valueOf(e.getMessage())));
        }
    }

    /** What a mapping gets to see of a request: no credentials. */
    static Optional<Payload> payload(Posted posted, Clock clock) {
        var headers = new HashMap<>(posted.headers());
        headers.keySet().removeAll(CREDENTIALS);
        return Content.read(posted.body(), posted.headers())
                .map(json -> new Payload(json, Map.copyOf(headers), clock.instant()));
    }

    private record ReadItems(List<Report> reports, List<String> ignored, Episodes.Placing placing) {}

    private ReadItems read(Source source, Payload payload) {
        var reports = new ArrayList<Report>();
        var ignored = new ArrayList<String>();
        var dropped = 0;
        var placing = episodes.placing(source.name(), payload.received());
        for (var item : source.understanding().adapt(payload)) {
            switch (understanding.understand(source, placed(placing, item))) {
                case Understanding.Told(var report, var parts) -> {
                    reports.add(report);
                    dropped += parts.size();
                }
                case Understanding.Ignored(var reason) -> ignored.add(reason);
            }
        }
        metrics.ignored(source.name(), ignored.size());
        metrics.dropped(source.name(), dropped);
        return new ReadItems(reports, ignored, placing);
    }

    private static Adapted placed(Episodes.Placing placing, Adapted item) {
        return switch (item) {
            case Adapted.Ignored ignored -> ignored;
            case Adapted.Candidate(var candidate) ->
                placing.place(candidate)
                        .<Adapted>map(Adapted.Candidate::new)
                        .orElseGet(() -> new Adapted.Ignored("it is over, and was not heard of before"));
        };
    }

    private CompletionStage<WebhookOutcome> append(ReadItems items, Submission submission) {
        return intake.append(items.reports(), submission).thenApply(appended -> switch (appended) {
            case Appended.Durable durable -> {
                items.placing().stands();
                yield new WebhookOutcome.Taken(items.reports(), items.ignored());
            }
            case Appended.Unavailable(var reason) -> new WebhookOutcome.Unavailable(reason);
        });
    }

    private CompletionStage<WebhookOutcome> refused(String reason, WebhookOutcome outcome) {
        intakeMetrics.refused(Transport.WEBHOOK, reason, 1);
        return CompletableFuture.completedFuture(outcome);
    }
}
