package dev.recur.analysis.investigation;

import dev.recur.analysis.investigation.Standing.Work;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.json.WireName;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of an investigation's life that people may take, and the one that time takes for them. */
public final class Life {

    private static final List<Status> LINE = List.of(
            Status.OPEN, Status.TRIAGED, Status.INVESTIGATING, Status.ACTIONS_AGREED, Status.VERIFYING, Status.CLOSED);

    private Life() {}

    /** What comes of a decision. */
    public sealed interface Outcome {

        /** The investigation after the step. */
        record Taken(Standing next) implements Outcome {}

        /** It cannot take that step from where it stands. */
        record Refused(String why) implements Outcome {}
    }

    /** What comes of a decision about an investigation. */
    public static Outcome decide(Standing standing, Decision decision, Instant at) {
        var from = standing.status();
        if (!next(from).contains(decision.to())) {
            return new Outcome.Refused(refusal(from));
        }
        return new Outcome.Taken(
                switch (decision) {
                    case Decision.Proceed proceed -> standing.moved(proceed.to(), new Work(true, null), at);
                    case Decision.Dismiss dismiss -> standing.moved(dismiss.to(), new Work(true, null), at);
                    case Decision.AcceptRisk risk -> standing.moved(risk.to(), new Work(true, risk.until()), at);
                });
    }

    /** True if the end of an accepted risk has come. */
    public static boolean isRiskOver(Standing standing, Instant at) {
        var until = standing.work().riskUntil();
        return standing.status() == Status.ACCEPTED_RISK && until != null && !at.isBefore(until);
    }

    /** An accepted risk that has ended is open again. */
    public static Standing afterRisk(Standing accepted, Instant at) {
        return accepted.moved(Status.OPEN, new Work(true, null), at);
    }

    /** Where people can take an investigation from a status. */
    static Set<Status> next(Status from) {
        var next = EnumSet.noneOf(Status.class);
        var position = LINE.indexOf(from);
        if (position >= 0) {
            next.addAll(EnumSet.of(Status.DISMISSED, Status.ACCEPTED_RISK));
            LINE.stream().skip(position + 1L).limit(1).forEach(next::add);
        }
        return next;
    }

    private static String refusal(Status from) {
        var next = next(from);
        var where = next.isEmpty()
                ? "people can take it nowhere from there"
                : "from there it can become "
                        + next.stream().map(WireName::wireName).collect(Collectors.joining(", "));
        return "The investigation is " + from.wireName() + "; " + where + ".";
    }
}
