package dev.recur.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedAuthenticationsTest {

    private record Rate(long perSecond, long burst) implements SecurityConfig.Failures {}

    private final FailedAuthentications failures = new FailedAuthentications(new Rate(1, 2));

    @Test
    void an_address_that_fails_more_often_than_its_rate_hears_how_long_to_wait() {
        assertThat(failures.count("192.0.2.1")).isEmpty();
        assertThat(failures.count("192.0.2.1")).isEmpty();
        assertThat(failures.count("192.0.2.1"))
                .hasValueSatisfying(
                        delay -> assertThat(delay).isPositive().isLessThanOrEqualTo(java.time.Duration.ofSeconds(1)));
    }

    @Test
    void another_address_is_not_made_to_wait() {
        for (int i = 0; i < 10; i++) {
            failures.count("192.0.2.1");
        }
        assertThat(failures.count("192.0.2.2")).isEmpty();
    }

    @Test
    void the_addresses_of_one_network_of_the_new_kind_count_as_one() {
        failures.count("2001:db8:1:2::1");
        failures.count("2001:db8:1:2:ffff::2");
        assertThat(failures.count("2001:db8:1:2::3")).isPresent();
        assertThat(failures.count("2001:db8:1:3::1")).isEmpty();
    }
}
