package dev.recur.analysis.investigation.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.investigation.postgres.MarkRows.Marked;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LargeGroupsTest {

    private static final UUID RULE = UUID.fromString("5f0b8d9c-0000-4000-8000-000000000001");
    private static final Marked PAYMENTS = new Marked(RULE, "component=payments");
    private static final Marked SEARCH = new Marked(RULE, "component=search");
    private static final Marked CHECKOUT = new Marked(RULE, "component=checkout");
    private static final List<Marked> ALL = List.of(PAYMENTS, SEARCH, CHECKOUT);

    private final LargeGroups groups = new LargeGroups(0);

    @Test
    void nothing_is_judged_apart_while_all_are_judged_soon() {
        groups.took(ALL, millis(99), true, millis(100));

        assertThat(ALL).noneMatch(groups::isApart);
        assertThat(groups.next(ALL, millis(100))).isEmpty();
    }

    @Test
    void groups_that_took_long_together_are_each_judged_alone_once() {
        groups.took(ALL, millis(101), true, millis(200));

        assertThat(ALL).allMatch(groups::isApart);
        assertThat(groups.next(ALL, millis(200))).isEqualTo(ALL);

        groups.took(List.of(PAYMENTS), millis(1), true, millis(201));
        groups.took(List.of(SEARCH), millis(51), true, millis(252));

        assertThat(groups.isApart(PAYMENTS)).isFalse();
        assertThat(groups.isApart(SEARCH)).isTrue();
        assertThat(groups.next(ALL, millis(252))).containsExactly(CHECKOUT);
    }

    @Test
    void large_groups_are_judged_one_at_a_time_and_rest_four_times_as_long_as_the_last_took() {
        groups.took(List.of(PAYMENTS), millis(100), true, millis(1000));
        groups.took(List.of(SEARCH), millis(200), true, millis(2000));

        assertThat(groups.next(ALL, millis(2799))).isEmpty();
        assertThat(groups.next(ALL, millis(2800))).containsExactly(PAYMENTS);
        assertThat(groups.next(List.of(SEARCH, PAYMENTS), millis(2800)))
                .as("who waits longest is first")
                .containsExactly(SEARCH);
    }

    @Test
    void large_groups_do_not_rest_when_no_reports_arrive() {
        groups.took(List.of(PAYMENTS), millis(100), false, millis(1000));

        assertThat(groups.next(ALL, millis(1000))).containsExactly(PAYMENTS);
    }

    @Test
    void a_group_that_has_become_small_is_judged_with_the_others() {
        groups.took(List.of(PAYMENTS), millis(100), false, millis(1000));
        groups.took(List.of(PAYMENTS), millis(50), false, millis(2000));

        assertThat(groups.isApart(PAYMENTS)).isFalse();
        assertThat(groups.size()).isZero();
    }

    private static long millis(long number) {
        return Duration.ofMillis(number).toNanos();
    }
}
