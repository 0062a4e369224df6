package dev.recur.analysis.investigation.postgres;

import static java.util.stream.Collectors.groupingBy;

import dev.recur.analysis.investigation.Claims;
import dev.recur.analysis.investigation.Finding;
import dev.recur.analysis.investigation.Region;
import dev.recur.analysis.investigation.Standing;
import dev.recur.analysis.postgres.Transactions.Statements;
import dev.recur.analysis.rule.Episode;
import dev.recur.analysis.rule.Episodes;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.RulesConfig;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.report.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Judges the episodes of a group in which marked times have effect. */
@ApplicationScoped
class EpisodeJudge {

    private final RulesConfig config;
    private final Verdicts verdicts;

    EpisodeJudge(RulesConfig config, Verdicts verdicts) {
        this.config = config;
        this.verdicts = verdicts;
    }

    /** What one judging read: which episodes nobody claims, and whether it knows what time alone will bring. */
    private record Judged(Episodes episodes, List<Episode> unclaimed, boolean reachesNow) {}

    void judge(Statements statements, Rule current, Group group, SortedSet<Instant> times, Instant now) {
        judgeKept(statements, current, group, times, now);
        for (var region : Region.of(current.definition(), times, now)) {
            var standing = InvestigationRows.ofGroup(statements, current, group).stream()
                    .filter(one -> !isKept(current, one))
                    .toList();
            var judged = judge(statements, current, group, region, standing, now);
            for (var episode : judged.unclaimed()) {
                var end = episode.endedBy(now);
                if (end == null || end.isAfter(current.activeFrom())) {
                    verdicts.open(statements, Identity.random(), Finding.of(current, group, episode, now), now);
                }
            }
            if (judged.reachesNow()) {
                DueRows.set(
                        statements, current.id(), group.key(), judged.episodes().nextChange(now));
            }
        }
    }

    /** Those that ended before the rule was changed are judged by the version that they were judged by last. */
    private void judgeKept(Statements statements, Rule current, Group group, SortedSet<Instant> times, Instant now) {
        var versions = InvestigationRows.ofGroup(statements, current, group).stream()
                .filter(one -> isKept(current, one))
                .collect(groupingBy(Standing::ruleVersion));
        for (var standing : versions.values()) {
            var rule = InvestigationRows.ruleOf(statements, standing.getFirst());
            for (var region : Region.of(rule.definition(), times, now)) {
                judge(statements, rule, group, region, standing, now);
            }
        }
    }

    private static boolean isKept(Rule current, Standing standing) {
        return standing.ruleVersion() < current.version() && !standing.stretch().isRunning(current.activeFrom());
    }

    /**
     * Judges by one version.
     *
     * @param all the group's investigations that it judges
     */
    private Judged judge(
            Statements statements, Rule rule, Group group, Region marked, List<Standing> all, Instant now) {
        var reads = new EpisodeReads(statements, rule, group, now);
        var region = marked;
        var read = reads.read(region);
        for (var wider = widened(region, read, all, now);
                !wider.equals(region);
                wider = widened(region, read, all, now)) {
            region = wider;
            read = reads.read(region);
        }
        var judged = region;
        var standing = all.stream().filter(judged::meets).toList();
        var holding = new ArrayList<Episode>();
        for (var episode : read.episodes().begunBy(now)) {
            if (judged.meets(episode) && holds(statements, rule, group, episode, now)) {
                holding.add(episode);
            }
        }
        var claims = Claims.of(standing, holding, now);
        var updates = new Updates();
        for (var before : standing) {
            revise(statements, updates, rule, group, read, claims, before, now);
        }
        updates.write(statements);
        return new Judged(read.episodes(), claims.unclaimed(), judged.to() == null);
    }

    /** The region with everything in it whole: what an investigation was about, and what goes on past an end of it. */
    private static Region widened(Region region, EpisodeReads.Read read, List<Standing> standing, Instant now) {
        var wider = region;
        for (var one : standing) {
            wider = region.meets(one) ? wider.with(one) : wider;
        }
        for (var episode : read.episodes().begunBy(now)) {
            wider = region.meets(episode) ? wider.with(episode, now) : wider;
        }
        return wider;
    }

    /** Whether an episode deserves an investigation by everything that is known now, but for the age of the rule. */
    private boolean holds(Statements statements, Rule rule, Group group, Episode episode, Instant now) {
        var end = episode.endedBy(now);
        return Finding.of(rule, group, episode, now).isNews()
                && (end == null
                        || OnTime.isMet(statements, rule, group, episode, end, end.plus(config.lateness()), now));
    }

    private void revise(
            Statements statements,
            Updates updates,
            Rule rule,
            Group group,
            EpisodeReads.Read read,
            Claims claims,
            Standing before,
            Instant now) {
        var episode = claims.claimed().get(before.id());
        if (episode != null) {
            verdicts.revise(
                    statements, updates, before, Finding.of(rule, group, episode, now), true, Optional.empty(), now);
        } else if (before.status() != Status.WITHDRAWN) {
            var stretch = before.stretch().endedAt(now);
            var remains = read.evaluator().remains(stretch, now);
            var finding = Finding.of(rule, group, stretch, remains);
            verdicts.revise(statements, updates, before, finding, false, claims.mergedInto(before, now), now);
        }
    }
}
