package dev.recur.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final Rate THREE = new Rate(1, 3);

    @Test
    void without_a_rate_there_is_no_limit() {
        assertThat(new RateLimits(Optional.empty(), Map.of("other", THREE)).take("key"))
                .isEqualTo(new Allowance.Unlimited());
    }

    @Test
    void a_burst_is_allowed_and_then_there_is_a_delay() {
        var limits = new RateLimits(Optional.empty(), Map.of("key", THREE));

        assertThat(limits.take("key")).isEqualTo(new Allowance.Within(THREE, 2));
        limits.take("key");
        limits.take("key");

        assertThat(limits.take("key"))
                .isInstanceOfSatisfying(
                        Allowance.Over.class,
                        over -> assertThat(over.delay()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void callers_do_not_share_a_bucket() {
        var limits = new RateLimits(Optional.of(THREE), Map.of());
        limits.takeOnCredit("one", 3);

        assertThat(limits.take("one")).isInstanceOf(Allowance.Over.class);
        assertThat(limits.take("other")).isInstanceOf(Allowance.Within.class);
    }

    @Test
    void a_batch_larger_than_the_bucket_passes_and_delays_those_after_it() {
        var limits = new RateLimits(Optional.of(THREE), Map.of());

        assertThat(limits.take("key")).isInstanceOf(Allowance.Within.class);
        limits.takeOnCredit("key", 99);

        assertThat(limits.take("key"))
                .isInstanceOfSatisfying(
                        Allowance.Over.class, over -> assertThat(over.delay()).isGreaterThan(Duration.ofSeconds(90)));
    }

    @Test
    void a_rate_of_nothing_is_a_mistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, 1));
    }
}
