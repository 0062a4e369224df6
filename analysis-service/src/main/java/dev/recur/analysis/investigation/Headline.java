package dev.recur.analysis.investigation;

import dev.recur.analysis.rule.Condition;
import dev.recur.analysis.rule.Group;
import dev.recur.analysis.rule.Rule;
import dev.recur.analysis.rule.Stretch;
import dev.recur.wire.window.CalendarUnit;
import dev.recur.wire.window.OrganisationCalendar;
import dev.recur.wire.window.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The sentence that a person would say about a pattern. */
public final class Headline {

    private final Rule.Definition rule;
    private final GroupWords group;
    private final Seen seen;
    private final Stretch stretch;
    private final OrganisationCalendar calendar;
    private final boolean current;

    private Headline(
            Rule.Definition rule, Group group, Seen seen, Stretch stretch, OrganisationCalendar calendar, Instant now) {
        this.rule = rule;
        this.group = GroupWords.of(rule.groupBy(), group);
        this.seen = seen;
        this.stretch = stretch;
        this.calendar = calendar;
        this.current = stretch.isRunning(now);
    }

    /**
     * What the group did.
     *
     * @param incidents how many are evidence of it
     * @param met whether the condition still is
     */
    public record Seen(BigDecimal observed, int incidents, boolean met) {}

    /** For example "payments has had 4 incidents this quarter (2026-Q4)". */
    public static String of(
            Rule.Definition rule, Group group, Seen seen, Stretch stretch, OrganisationCalendar calendar, Instant now) {
        return new Headline(rule, group, seen, stretch, calendar, now).sentence();
    }

    private String sentence() {
        return switch (rule.condition()) {
            case Condition.Count count -> had(counted()) + " " + when();
            case Condition.Sum sum -> sum(sum) + " " + when();
            case Condition.Share share -> share(share);
            case Condition.Change change -> had(counted()) + " " + when() + (seen.met() ? comparison(change) : "");
            case Condition.AfterMarker after -> after(after);
            case Condition.Silence silence -> silence();
        };
    }

    /** "payments has had …", or "There have been …" of no component and no team. */
    private String had(String what) {
        if (group.subject().isEmpty()) {
            var one = isOne();
            return (current ? (one ? "There has been " : "There have been ") : (one ? "There was " : "There were "))
                    + what;
        }
        return group.subject() + (current ? " has had " : " had ") + what;
    }

    private String counted() {
        return Words.number(seen.observed()) + " " + group.qualified(Words.noun(rule.kinds(), isOne()));
    }

    private String sum(Condition.Sum sum) {
        var down = sum.measure().equals("downtimeMinutes");
        var minutes = Words.number(seen.observed()) + (isOne() ? " minute" : " minutes");
        if (down && group.isComponentOnly()) {
            return group.subject() + (current ? " has been down " : " was down ") + minutes;
        }
        var amount = down ? minutes + " of downtime" : Words.measured(seen.observed(), sum.measure());
        return had(group.qualifiers().isEmpty() ? amount : amount + " in incidents " + group.qualifiers());
    }

    private String share(Condition.Share share) {
        var percent = Words.percent(seen.observed());
        var incidents = Words.noun(rule.kinds(), false);
        var of = share.of();
        if (of != null) {
            return percent + " of " + group.possessive(incidents) + " " + when() + " " + MatchedWords.of(of)
                    + outOf(seen.observed().multiply(BigDecimal.valueOf(seen.incidents())), seen.incidents());
        }
        var all =
                "all " + incidents + (rule.where().all().isEmpty() ? "" : " that match " + rule.where()) + " " + when();
        var total = seen.observed().signum() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(seen.incidents()).divide(seen.observed(), 6, RoundingMode.HALF_UP);
        var part = outOf(
                BigDecimal.valueOf(seen.incidents()),
                total.setScale(0, RoundingMode.HALF_UP).intValue());
        return group.qualifiers().isEmpty() && !group.subject().isEmpty()
                ? group.subject() + (current ? " has had " : " had ") + percent + " of " + all + part
                : percent + " of " + all + " were " + group.predicate() + part;
    }

    /** "(3 of 10)", where that is what was counted: not the peak of an episode, and no occurrences of several incidents. */
    private String outOf(BigDecimal part, int total) {
        var whole = part.setScale(0, RoundingMode.HALF_UP);
        return stretch.window() instanceof Window.Calendar && rule.mergeWithin().isZero() && total > 0
                ? " (" + whole.toPlainString() + " of " + total + ")"
                : "";
    }

    private String comparison(Condition.Change change) {
        var times = ", at least " + Words.number(change.factor()) + " times as many as ";
        var before = switch (stretch.window()) {
            case Window.Calendar(CalendarUnit unit) -> unit.wireName();
            case Window.Rolling rolling -> Words.duration(rolling.length());
        };
        return change.over() == 1
                ? times + "in the " + before + " before"
                : times + "on average in the " + change.over() + " "
                        + (stretch.window() instanceof Window.Calendar ? before + "s" : "spans of " + before)
                        + " before";
    }

    private String after(Condition.AfterMarker after) {
        var within = "within " + Words.duration(after.within()) + " after " + Words.some(after.marker());
        if (!seen.met()) {
            return had(counted()) + " " + within + " " + when();
        }
        return Words.capital(group.ofSubject(Words.noun(rule.kinds(), false))) + (current ? " are" : " were")
                + " at least " + Words.number(after.factor()) + " times as frequent " + within + " as otherwise: "
                + Words.number(seen.observed()) + " " + when();
    }

    private String silence() {
        var seconds =
                seen.observed().multiply(BigDecimal.valueOf(Duration.ofDays(1).toSeconds()));
        var length = Words.duration(Duration.ofSeconds(seconds.longValue()));
        var nothing = "no " + group.qualified(Words.noun(rule.kinds(), true));
        var who = group.subject().isEmpty()
                ? (current ? "There has been " : "There was ")
                : group.subject() + (current ? " has had " : " had ");
        return who + nothing + " for " + length
                + until().map(day -> ", until " + day).orElse("");
    }

    private String when() {
        return switch (stretch.window()) {
            case Window.Calendar(CalendarUnit unit) -> {
                var label = calendar.label(unit, calendar.spanAt(unit, stretch.from()));
                yield current ? "this " + unit.wireName() + " (" + label + ")" : "in " + label;
            }
            case Window.Rolling rolling ->
                "within " + Words.duration(rolling.length())
                        + until().map(day -> ", until " + day).orElse("");
        };
    }

    /** The day on which an episode ended. */
    private Optional<String> until() {
        return Optional.ofNullable(stretch.to())
                .filter(end -> !current)
                .map(end -> calendar.label(CalendarUnit.DAY, calendar.spanAt(CalendarUnit.DAY, end)));
    }

    private boolean isOne() {
        return seen.observed().compareTo(BigDecimal.ONE) == 0;
    }
}
