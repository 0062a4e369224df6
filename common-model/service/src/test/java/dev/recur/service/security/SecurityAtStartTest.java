package dev.recur.service.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recur.service.security.SecurityConfig.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityAtStartTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void a_laptop_needs_no_security(String host) {
        assertThatCode(() -> SecurityAtStart.check(Mode.NONE, true, List.of(host, "127.0.0.1")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.0.2.1", "no-such-host.invalid"})
    void a_service_that_others_can_reach_does_not_start_without(String host) {
        assertThatIllegalStateException()
                .isThrownBy(() -> SecurityAtStart.check(Mode.NONE, true, List.of("127.0.0.1", host)))
                .withMessageContaining("the service listens on " + host)
                .withMessageContaining("configure recur.security.keys, or listen on 127.0.0.1");
    }

    @Test
    void keys_are_required_where_keys_are_asked_for() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SecurityAtStart.check(Mode.API_KEYS, true, List.of("127.0.0.1")))
                .withMessageStartingWith(
                        "No security is configured: set recur.security.keys[0].name, .sha256 and .roles");
    }

    @Test
    void with_keys_a_service_may_listen_anywhere() {
        assertThatCode(() -> SecurityAtStart.check(Mode.API_KEYS, false, List.of("0.0.0.0", "0.0.0.0")))
                .doesNotThrowAnyException();
    }
}
