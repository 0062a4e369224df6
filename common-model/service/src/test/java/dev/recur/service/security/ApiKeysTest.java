package dev.recur.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.recur.wire.key.IssuedKey;
import dev.recur.wire.key.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiKeysTest {

    /** SHA-256 of {@code rk_reader}. */
    private static final String DIGEST = "82f5934e6c40ac514a617241c1a2b1aeff91e0034f3f9b2b79be1290b8903ed3";

    private static final Instant NOW = Instant.parse("2026-11-22T03:00:30Z");
    private static final UUID ID = new UUID(1, 2);

    private record Configured(
            String name, String sha256, Set<String> roles, Optional<Set<String>> sources, Optional<Instant> expiresAt)
            implements SecurityConfig.Key {}

    @Test
    void a_key_is_found_by_its_text() {
        var keys = ApiKeys.from(List.of(key("tool", DIGEST, Set.of("reader"), null)));
        assertThat(keys.find("rk_reader", NOW)).hasValueSatisfying(found -> {
            assertThat(found.key().name()).isEqualTo("tool");
            assertThat(found.identity().getRoles()).containsExactly("reader");
        });
        assertThat(keys.noneConfigured()).isFalse();
    }

    @Test
    void the_digest_may_be_written_in_upper_case() {
        var keys = ApiKeys.from(List.of(key("tool", DIGEST.toUpperCase(Locale.ROOT), Set.of("reader"), null)));
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
                .hasValueSatisfying(key -> assertThat(key.key().roles()).isEqualTo(roles));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_and_no_digest_with_it() {
        assertThat(ApiKeys.problems(List.of(
                        key("short", "abc123", Set.of("reader"), null),
                        key("roleless", "0".repeat(64), Set.of(), null),
                        key("king", "1".repeat(64), Set.of("king"), null),
                        key("one", DIGEST, Set.of("reader"), null),
                        key("other", DIGEST, Set.of("admin"), null))))
                .containsExactly(
                        "recur.security.keys: sha256 of short must be 64 hexadecimal digits",
                        "recur.security.keys: roles of roleless must be some of reporter, reader, editor, admin",
                        "recur.security.keys: roles of king must be some of reporter, reader, editor, admin",
                        "recur.security.keys: the keys [one, other] are the same");
    }

    @Test
    void two_keys_of_one_name_are_told_as_nobody_could_tell_them_apart() {
        assertThat(ApiKeys.problems(List.of(
                        key("tool", "0".repeat(64), Set.of("reader"), null),
                        key("tool", "1".repeat(64), Set.of("admin"), null))))
                .containsExactly("recur.security.keys: the keys [tool, tool] are the same");
    }

    @Test
    void no_keys_are_no_mistake_here() {
        assertThat(ApiKeys.from(List.of()).noneConfigured()).isTrue();
        assertThat(ApiKeys.problems(List.of())).isEmpty();
    }

    @Test
    void an_issued_key_is_accepted_until_it_is_revoked_or_over() {
        var keys = ApiKeys.from(List.of());
        assertThat(keys.isComplete()).isFalse();
        keys.replaceIssued(List.of(issued(ID, DIGEST, NOW.plusSeconds(1))));
        assertThat(keys.isComplete()).isTrue();
        assertThat(keys.find("rk_reader", NOW)).isPresent();
        assertThat(keys.find("rk_reader", NOW.plusSeconds(1))).isEmpty();
        keys.remove(ID);
        assertThat(keys.find("rk_reader", NOW)).isEmpty();
    }

    @Test
    void what_is_not_among_all_that_are_issued_is_accepted_no_more() {
        var keys = ApiKeys.from(List.of());
        keys.put(issued(ID, DIGEST, null));
        keys.replaceIssued(List.of(issued(new UUID(3, 4), KeyText.sha256("rk_other"), null)));
        assertThat(keys.find("rk_reader", NOW)).isEmpty();
        assertThat(keys.find("rk_other", NOW)).isPresent();
    }

    @Test
    void another_digest_under_the_same_id_takes_the_place_of_the_first() {
        var keys = ApiKeys.from(List.of());
        keys.put(issued(ID, DIGEST, null));
        keys.put(issued(ID, KeyText.sha256("rk_other"), null));
        assertThat(keys.find("rk_reader", NOW)).isEmpty();
        assertThat(keys.find("rk_other", NOW)).isPresent();
    }

    @Test
    void a_key_of_the_configuration_is_neither_replaced_nor_revoked_from_elsewhere() {
        var keys = ApiKeys.from(List.of(key("tool", DIGEST, Set.of("reader"), null)));
        keys.put(issued(ID, DIGEST, NOW.minusSeconds(1)));
        keys.remove(ID);
        assertThat(keys.find("rk_reader", NOW).orElseThrow().key().name()).isEqualTo("tool");
    }

    @Test
    void roles_that_mean_nothing_here_are_not_granted() {
        var keys = ApiKeys.from(List.of());
        keys.put(new IssuedKey(ID, "tool", DIGEST, Set.of("king", "reader"), Set.of(), null, NOW));
        assertThat(keys.find("rk_reader", NOW).orElseThrow().identity().getRoles())
                .containsExactly("reader");
    }

    @Test
    void a_key_was_last_used_where_it_was_used_last() {
        var keys = ApiKeys.from(List.of());
        keys.put(issued(ID, DIGEST, null));
        assertThat(keys.lastUsed(ID)).isEmpty();
        keys.find("rk_reader", NOW).orElseThrow().used(NOW);
        var minute = Instant.parse("2026-11-22T03:00:00Z");
        assertThat(keys.lastUsed(ID)).contains(minute);
        keys.used(new KeyUse(ID, "ingest", minute.plusSeconds(120)));
        keys.used(new KeyUse(ID, "ingest", minute.plusSeconds(60)));
        keys.used(new KeyUse(new UUID(3, 4), "ingest", minute.plus(Duration.ofDays(1))));
        assertThat(keys.lastUsed(ID)).contains(minute.plusSeconds(120));
    }

    private static IssuedKey issued(UUID id, String digest, Instant expiresAt) {
        return new IssuedKey(id, "issued", digest, Set.of("reader"), Set.of(), expiresAt, NOW.minusSeconds(60));
    }

    private static Configured key(String name, String sha256, Set<String> roles, Instant expiresAt) {
        return new Configured(name, sha256, roles, Optional.empty(), Optional.ofNullable(expiresAt));
    }
}
