package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.Reports;
import dev.recur.analysis.investigation.Life.Outcome;
import dev.recur.analysis.investigation.Standing.Work;
import dev.recur.wire.investigation.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifeTest {

    private static final Instant AT = Reports.NOON;
    private static final Instant UNTIL = AT.plus(Duration.ofDays(30));

    /** Everything else is refused. */
    private static final Map<Status, Set<Status>> ALLOWED = Map.of(
            Status.OPEN, EnumSet.of(Status.TRIAGED, Status.DISMISSED, Status.ACCEPTED_RISK),
            Status.TRIAGED, EnumSet.of(Status.INVESTIGATING, Status.DISMISSED, Status.ACCEPTED_RISK),
            Status.INVESTIGATING, EnumSet.of(Status.ACTIONS_AGREED, Status.DISMISSED, Status.ACCEPTED_RISK),
            Status.ACTIONS_AGREED, EnumSet.of(Status.VERIFYING, Status.DISMISSED, Status.ACCEPTED_RISK),
            Status.VERIFYING, EnumSet.of(Status.CLOSED, Status.DISMISSED, Status.ACCEPTED_RISK),
            Status.CLOSED, EnumSet.of(Status.DISMISSED, Status.ACCEPTED_RISK),
            Status.DISMISSED, EnumSet.noneOf(Status.class),
            Status.ACCEPTED_RISK, EnumSet.noneOf(Status.class),
            Status.WITHDRAWN, EnumSet.noneOf(Status.class));

    static Stream<Arguments> every_step() {
        return Arrays.stream(Status.values())
                .flatMap(from -> Arrays.stream(Status.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource
    void every_step(Status from, Status to) {
        var outcome = Life.decide(standing(from), decision(to), AT);

        if (ALLOWED.getOrDefault(from, Set.of()).contains(to)) {
            var next = ((Outcome.Taken) outcome).next();
            assertThat(next.status()).isEqualTo(to);
            assertThat(next.work()).isEqualTo(new Work(true, to == Status.ACCEPTED_RISK ? UNTIL : null));
            assertThat(next.updatedAt()).isEqualTo(AT);
        } else {
            assertThat(((Outcome.Refused) outcome).why()).startsWith("The investigation is " + from.wireName() + "; ");
        }
    }

    @Test
    void a_refusal_says_where_it_can_go() {
        assertThat(((Outcome.Refused) Life.decide(standing(Status.OPEN), decision(Status.CLOSED), AT)).why())
                .isEqualTo("The investigation is open; from there it can become triaged, dismissed, accepted_risk.");
        assertThat(((Outcome.Refused) Life.decide(standing(Status.WITHDRAWN), decision(Status.OPEN), AT)).why())
                .isEqualTo("The investigation is withdrawn; people can take it nowhere from there.");
    }

    @Test
    void a_risk_is_over_at_its_end_and_not_before() {
        var accepted = ((Outcome.Taken) Life.decide(standing(Status.OPEN), decision(Status.ACCEPTED_RISK), AT)).next();

        assertThat(Life.isRiskOver(accepted, UNTIL.minusNanos(1000))).isFalse();
        assertThat(Life.isRiskOver(accepted, UNTIL)).isTrue();
        var open = Life.afterRisk(accepted, UNTIL);
        assertThat(open.status()).isEqualTo(Status.OPEN);
        assertThat(open.isWorkedOn())
                .as("never withdrawn behind the back of whoever accepted it")
                .isTrue();
        assertThat(Life.isRiskOver(open, UNTIL)).isFalse();
    }

    private static Decision decision(Status to) {
        return switch (to) {
            case DISMISSED -> new Decision.Dismiss("why");
            case ACCEPTED_RISK -> new Decision.AcceptRisk("why", UNTIL);
            case OPEN, TRIAGED, INVESTIGATING, ACTIONS_AGREED, VERIFYING, CLOSED, WITHDRAWN ->
                new Decision.Proceed(to, null);
        };
    }

    private static Standing standing(Status status) {
        return JudgementTest.at(status);
    }
}
