package dev.recur.analysis.investigation.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.investigation.postgres.Changed.Mark;
import dev.recur.analysis.investigation.postgres.Changed.Told;
import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedChanges.Place;
import dev.recur.wire.window.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangedTest {

    private static final Instant FIRST = Instant.parse("2026-05-20T00:00:00Z");
    private static final TimeSpan ALL = new TimeSpan(FIRST, FIRST.plusSeconds(100));
    private static final UUID ID = new UUID(0, 1);

    @Test
    void of_two_batches_that_tell_of_an_incident_the_later_is_right_whichever_comes_first() {
        var is = told(1, 8, 3);
        var was = told(1, 7, null);

        assertThat(new Changed(List.of(mark(1, is, was))).told(1, ALL)).containsExactly(is);
        assertThat(new Changed(List.of(mark(1, was), mark(1, is))).told(1, ALL)).containsExactly(is);
        assertThat(new Changed(List.of(mark(1, is), mark(1, told(1, 9, null)))).told(1, ALL))
                .containsExactly(told(1, 9, null));
    }

    @Test
    void what_another_version_of_the_rule_sees_is_nothing_to_this_one() {
        var changed = new Changed(List.of(mark(1, told(1, 7, 3)), mark(2, told(5, 7, 3)), mark(null, told(9, 7, 3))));

        assertThat(changed.told(2, ALL)).containsExactly(told(5, 7, 3));
        assertThat(changed.untold(ALL).all()).containsExactly(moment(9));
    }

    @Test
    void nothing_outside_of_what_is_asked_for_is_told() {
        var changed = new Changed(List.of(mark(1, told(1, 7, 3), told(5, 7, 3)), mark(null, told(1, 7, 3))));
        var between = new TimeSpan(FIRST.plusSeconds(2), FIRST.plusSeconds(6));

        assertThat(changed.told(1, between)).containsExactly(told(5, 7, 3));
        assertThat(changed.untold(between).isEmpty()).isTrue();
        assertThat(changed.isIn(between)).isTrue();
        assertThat(changed.isIn(new TimeSpan(FIRST.plusSeconds(6), FIRST.plusSeconds(7))))
                .isFalse();
    }

    @Test
    void the_times_are_the_first_and_the_last_of_each_mark() {
        var changed =
                new Changed(List.of(mark(1, told(5, 7, 3), told(1, 7, 3), told(3, 7, 3)), mark(2, told(20, 7, 3))));

        assertThat(changed.times()).containsExactly(FIRST.plusSeconds(1), FIRST.plusSeconds(5), FIRST.plusSeconds(20));
    }

    private static Mark mark(@Nullable Integer version, Told... incidents) {
        var spans = Stream.of(incidents)
                .map(incident -> moment(incident.place().time()))
                .toList();
        return new Mark(spans, version, version == null ? List.of() : List.of(incidents));
    }

    private static Told told(int second, long batch, @Nullable Integer state) {
        var time = FIRST.plusSeconds(second);
        return new Told(new Place(time, ID), batch, state == null ? null : Counted.of(ID, time, state));
    }

    private static TimeSpan moment(int second) {
        return moment(FIRST.plusSeconds(second));
    }

    private static TimeSpan moment(Instant time) {
        return new TimeSpan(time, time.plusNanos(1000));
    }
}
