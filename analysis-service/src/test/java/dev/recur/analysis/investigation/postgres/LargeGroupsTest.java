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

    private final LargeGroups groups = new LargeGroups();

    @Test
    void nothing_is_judged_apart_while_all_are_judged_soon() {
        groups.took(ALL, millis(500));

        assertThat(ALL).noneMatch(groups::isApart);
        assertThat(groups.next(ALL)).isEmpty();
    }

    @Test
    void groups_that_took_long_together_are_each_judged_alone_once() {
        groups.took(ALL, millis(501));

        assertThat(ALL).allMatch(groups::isApart);
        assertThat(groups.next(ALL)).isEqualTo(ALL);

        groups.took(List.of(PAYMENTS), millis(250));
        groups.took(List.of(SEARCH), millis(251));

        assertThat(groups.isApart(PAYMENTS)).isFalse();
        assertThat(groups.isApart(SEARCH)).isTrue();
        assertThat(groups.next(List.of(PAYMENTS, CHECKOUT))).containsExactly(CHECKOUT);
    }

    @Test
    void of_large_groups_who_waits_longest_is_judged_in_a_turn() {
        groups.took(List.of(PAYMENTS), millis(251));
        groups.took(List.of(SEARCH), millis(251));

        assertThat(groups.next(ALL)).containsExactly(PAYMENTS);
        assertThat(groups.next(List.of(SEARCH, PAYMENTS))).containsExactly(SEARCH);
    }

    @Test
    void a_group_that_has_become_small_is_judged_with_the_others() {
        groups.took(List.of(PAYMENTS), millis(251));
        groups.took(List.of(PAYMENTS), millis(250));

        assertThat(groups.isApart(PAYMENTS)).isFalse();
        assertThat(groups.size()).isZero();
    }

    private static long millis(long number) {
        return Duration.ofMillis(number).toNanos();
    }
}
