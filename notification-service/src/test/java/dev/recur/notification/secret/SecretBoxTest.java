package dev.recur.notification.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private static final byte[] SECRET = "a secret of 24 bytes or so".getBytes(StandardCharsets.UTF_8);

    private static String key(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SecretBox box(Map<String, String> keys, String current) {
        return SecretBox.with(keys, Optional.of(current), new SecureRandom());
    }

    @Test
    void what_is_sealed_is_not_to_be_read_and_opens_again() {
        var box = box(Map.of("1", key(1)), "1");
        var sealed = box.seal(SECRET, "hook");

        assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(box.seal(SECRET, "hook").bytes()).isNotEqualTo(sealed.bytes());
        assertThat(box.open(sealed, "hook")).isEqualTo(SECRET);
    }

    @Test
    void it_opens_for_its_owner_only() {
        var box = box(Map.of("1", key(1)), "1");
        var sealed = box.seal(SECRET, "hook");

        assertThatThrownBy(() -> box.open(sealed, "other")).hasMessageContaining("does not open");
    }

    @Test
    void after_a_change_of_keys_the_old_one_still_opens_and_the_new_one_seals() {
        var before = box(Map.of("1", key(1)), "1").seal(SECRET, "hook");
        var box = box(Map.of("1", key(1), "2", key(2)), "2");

        assertThat(box.open(before, "hook")).isEqualTo(SECRET);
        assertThat(box.seal(SECRET, "hook").keyId()).isEqualTo("2");
    }

    @Test
    void wrong_configuration_says_what_to_set() {
        assertThatThrownBy(() -> box(Map.of("1", "c2hvcnQ="), "1")).hasMessageContaining("32 bytes in base64, was 5");
        assertThatThrownBy(() -> box(Map.of("1", key(1)), "2")).hasMessageContaining("names no key: 2");
        assertThatThrownBy(() -> SecretBox.with(Map.of("1", key(1), "2", key(2)), Optional.empty(), new SecureRandom()))
                .hasMessageContaining("current-secret-key");
    }
}
