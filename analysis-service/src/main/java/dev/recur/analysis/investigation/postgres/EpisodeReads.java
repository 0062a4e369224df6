package dev.recur.analysis.investigation.postgres;

import dev.recur.analysis.investigation.Region;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Episodes;
import dev.recur.analysis.rule.Evaluator;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Reach;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.postgres.Evaluators;
import dev.recur.wire.window.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads as much of a group's history as the episodes of a region need: it begins near the region, and goes further where
 * one goes on past what was read.
 */
final class EpisodeReads {

    private static final int ATTEMPTS = 3;

    private final Statements statements;
    private final Rule rule;
    private final Group group;
    private final Instant now;

    EpisodeReads(Statements statements, Rule rule, Group group, Instant now) {
        this.statements = statements;
        this.rule = rule;
        this.group = group;
        this.now = now;
    }

    /** What was read, and the episodes in it: exact in the region, and those that meet it whole. */
    record Read(Evaluator evaluator, Episodes episodes) {}

    Read read(Region region) {
        var further = Reach.rolling(rule.definition());
        Instant from = region.from();
        Instant to = region.to();
        for (int attempt = 1; ; attempt++) {
            var evaluator = Evaluators.between(statements, rule, group, span(from, to));
            var isSilence = rule.definition().condition() instanceof Condition.Silence;
            var episodes = evaluator.episodes(isSilence && from != null ? region.from() : from, now);
            var cutBefore = episodes.isCut()
                    && (isSilence || region.meets(episodes.all().getFirst()));
            var last = to;
            var cutAfter = last != null
                    && episodes.all().stream().anyMatch(episode -> {
                        var end = episode.end();
                        return region.meets(episode) && (end == null || end.isAfter(last));
                    });
            if (!cutBefore && !cutAfter) {
                return new Read(evaluator, episodes);
            }
            further = further.multipliedBy(4);
            if (cutBefore) {
                from = attempt < ATTEMPTS && from != null ? from.minus(further) : null;
            }
            if (cutAfter) {
                to = attempt < ATTEMPTS && to != null ? to.plus(further) : null;
            }
        }
    }

    private TimeSpan span(@Nullable Instant from, @Nullable Instant to) {
        return new TimeSpan(
                from == null
                        ? Evaluators.EVER.from()
                        : Evaluators.limited(from.minus(Reach.rolling(rule.definition()))),
                to == null ? Evaluators.EVER.to() : Evaluators.limited(to.plus(Duration.ofNanos(1000))));
    }
}
