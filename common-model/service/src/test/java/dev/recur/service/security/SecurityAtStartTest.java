package dev.recur.service.security;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.recur.service.security.SecurityAtStart.Oidc;
import dev.recur.service.security.SecurityConfig.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityAtStartTest {

    private static final List<String> LAPTOP = List.of("127.0.0.1", "127.0.0.1");
    private static final List<String> ANYWHERE = List.of("0.0.0.0", "0.0.0.0");
    private static final Oidc NO_OIDC = new Oidc(false, false);
    private static final Key KEY = new Key("tool", "0".repeat(64), Set.of("reader"));

    private record Config(Optional<Mode> mode, List<SecurityConfig.Key> keys, SecurityConfig.Failures failures)
            implements SecurityConfig {
        Config(Mode mode, SecurityConfig.Key... keys) {
            this(Optional.ofNullable(mode), List.of(keys), new Rate(1, 1));
        }
    }

    private record Rate(long perSecond, long burst) implements SecurityConfig.Failures {}

    private record Key(String name, String sha256, Set<String> roles) implements SecurityConfig.Key {
        @Override
        public Optional<Set<String>> sources() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void a_laptop_needs_no_security(String host) {
        assertThat(SecurityAtStart.problems(new Config(Mode.NONE), NO_OIDC, List.of(host, "127.0.0.1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.0.2.1", "no-such-host.invalid"})
    void a_service_that_others_can_reach_does_not_start_without(String host) {
        assertThat(SecurityAtStart.problems(new Config(Mode.NONE), NO_OIDC, List.of("127.0.0.1", host)))
                .singleElement(as(STRING))
                .contains("the service listens on " + host, "configure recur.security.keys, or listen on 127.0.0.1");
    }

    @Test
    void nothing_configured_is_closed_and_says_what_to_set() {
        assertThat(SecurityAtStart.problems(new Config(null), NO_OIDC, LAPTOP))
                .containsExactly(
                        "No security is configured: set recur.security.keys[0].name, .sha256 and .roles, or, on a"
                                + " laptop only, recur.security.mode=none");
    }

    @Test
    void with_keys_a_service_may_listen_anywhere() {
        assertThat(SecurityAtStart.problems(new Config(null, KEY), NO_OIDC, ANYWHERE))
                .isEmpty();
    }

    @Test
    void with_the_keys_of_the_topic_alone_it_may_too() {
        assertThat(SecurityAtStart.problems(new Config(Mode.API_KEYS), NO_OIDC, ANYWHERE))
                .isEmpty();
    }

    @Test
    void with_tokens_that_are_meant_for_it_it_may_too() {
        assertThat(SecurityAtStart.problems(new Config(null), new Oidc(true, true), ANYWHERE))
                .isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        var config =
                new Config(Optional.of(Mode.NONE), List.of(new Key("short", "abc", Set.of("king"))), new Rate(0, 1));
        assertThat(SecurityAtStart.problems(config, new Oidc(true, false), ANYWHERE))
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem).contains("the service listens on 0.0.0.0"),
                        problem -> assertThat(problem).contains("quarkus.oidc.token.audience is missing"),
                        problem -> assertThat(problem).contains("sha256 of short"),
                        problem -> assertThat(problem).contains("roles of short"),
                        problem -> assertThat(problem)
                                .contains("recur.security.failures.per-second and .burst must be at least 1"));
    }
}
