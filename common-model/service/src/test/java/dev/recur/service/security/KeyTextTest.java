package dev.recur.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {

    @Test
    void a_key_has_a_prefix_256_bits_and_a_checksum() {
        var random = new SplittableRandom(7);
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            var key = KeyText.generate(random);
            assertThat(key).matches("rk_[0-9A-Za-z]{49}");
            assertThat(KeyText.isWhole(key)).isTrue();
            assertThat(seen.add(key)).isTrue();
        }
    }

    /** 62^43 exceeds 2^256: the largest number fits and keeps its leading digit. */
    @Test
    void every_bit_counts() {
        assertThat(KeyText.generate(new Bytes((byte) 0))).startsWith("rk_" + "0".repeat(43));
        assertThat(KeyText.generate(new Bytes((byte) -1))).matches("rk_[^0].{48}");
    }

    private record Bytes(byte each) implements java.util.random.RandomGenerator {
        @Override
        public long nextLong() {
            return each;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            java.util.Arrays.fill(bytes, each);
        }
    }

    @Test
    void one_wrong_character_anywhere_is_noticed() {
        var key = KeyText.generate(new SplittableRandom(8));
        for (int i = 0; i < key.length(); i++) {
            var other = key.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(KeyText.isWhole(key.substring(0, i) + other + key.substring(i + 1)))
                    .as("character %d", i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rk_", "rk_reader", "0000000000000000000000000000000000000000000000000000"})
    void what_was_never_made_here_is_not_whole(String text) {
        assertThat(KeyText.isWhole(text)).isFalse();
    }

    @Test
    void a_hint_shows_the_end_of_the_checksum_only() {
        var key = KeyText.generate(new SplittableRandom(9));
        assertThat(KeyText.hint(key)).isEqualTo("rk_…" + key.substring(48)).hasSize(8);
    }
}
