package dev.recur.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiKeysTest {

    /** SHA-256 of {@code rk_reader}. */
    private static final String DIGEST = "82f5934e6c40ac514a617241c1a2b1aeff91e0034f3f9b2b79be1290b8903ed3";

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private record Configured(
            String name, String sha256, Set<String> roles, Optional<Set<String>> sources, Optional<Instant> expiresAt)
            implements SecurityConfig.Key {}

    @Test
    void a_key_is_found_by_its_text() {
        var keys = ApiKeys.from(List.of(key("tool", DIGEST, Set.of("reader"), null)));
        assertThat(keys.find("rk_reader", NOW)).contains(new ApiKey("tool", DIGEST, Set.of("reader"), Set.of(), null));
        assertThat(keys.isEmpty()).isFalse();
    }

    @Test
    void the_digest_may_be_written_in_upper_case() {
        var keys =
                ApiKeys.from(List.of(key("tool", DIGEST.toUpperCase(java.util.Locale.ROOT), Set.of("reader"), null)));
        assertThat(keys.find("rk_reader", NOW)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("wrongTexts")
    void another_text_finds_nothing(String text) {
        var keys = ApiKeys.from(List.of(key("tool", DIGEST, Set.of("reader"), null)));
        assertThat(keys.find(text, NOW)).isEmpty();
    }

    static Stream<String> wrongTexts() {
        return Stream.of("", "rk_", "rk_Reader", "rk_reader ", "reader", DIGEST, "rk_" + DIGEST);
    }

    @Test
    void a_key_is_over_at_the_moment_it_expires() {
        var keys = ApiKeys.from(List.of(key("tool", DIGEST, Set.of("reader"), NOW)));
        assertThat(keys.find("rk_reader", NOW.minusNanos(1))).isPresent();
        assertThat(keys.find("rk_reader", NOW)).isEmpty();
    }

    static Stream<Arguments> grants() {
        return Stream.of(
                arguments("a reporter sends and does not read", Set.of("reporter"), Set.of("reporter")),
                arguments("a reader reads", Set.of("reader"), Set.of("reader")),
                arguments("an editor reads too", Set.of("editor"), Set.of("editor", "reader")),
                arguments(
                        "an admin may do everything", Set.of("admin"), Set.of("admin", "editor", "reader", "reporter")),
                arguments("roles add up", Set.of("reporter", "editor"), Set.of("editor", "reader", "reporter")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("grants")
    void roles_bring_others_with_them(String sentence, Set<String> granted, Set<String> roles) {
        var keys = ApiKeys.from(List.of(key("tool", DIGEST, granted, null)));
        assertThat(keys.find("rk_reader", NOW))
                .hasValueSatisfying(key -> assertThat(key.roles()).isEqualTo(roles));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_and_no_digest_with_it() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ApiKeys.from(List.of(
                        key("short", "abc123", Set.of("reader"), null),
                        key("roleless", "0".repeat(64), Set.of(), null),
                        key("king", "1".repeat(64), Set.of("king"), null),
                        key("one", DIGEST, Set.of("reader"), null),
                        key("other", DIGEST, Set.of("admin"), null))))
                .withMessage("recur.security.keys: sha256 of short must be 64 hexadecimal digits;"
                        + " roles of roleless must be some of reporter, reader, editor, admin;"
                        + " roles of king must be some of reporter, reader, editor, admin;"
                        + " the keys [one, other] are the same");
    }

    @Test
    void no_keys_are_no_mistake_here() {
        assertThat(ApiKeys.from(List.of()).isEmpty()).isTrue();
    }

    private static Configured key(String name, String sha256, Set<String> roles, Instant expiresAt) {
        return new Configured(name, sha256, roles, Optional.empty(), Optional.ofNullable(expiresAt));
    }
}
