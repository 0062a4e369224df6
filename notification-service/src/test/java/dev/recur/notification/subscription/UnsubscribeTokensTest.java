package dev.recur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.notification.secret.SecretBox;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnsubscribeTokensTest {

    private static final UUID ID = UUID.randomUUID();

    private static UnsubscribeTokens tokens(int... keys) {
        var all = new HashMap<String, String>();
        for (var key : keys) {
            var bytes = new byte[32];
            Arrays.fill(bytes, (byte) key);
            all.put("k" + key, Base64.getEncoder().encodeToString(bytes));
        }
        return new UnsubscribeTokens(SecretBox.with(Map.copyOf(all), Optional.of("k" + keys[0]), new SecureRandom()));
    }

    @Test
    void a_token_leads_to_its_subscription_also_after_a_change_of_keys_while_the_old_key_is_there() {
        var token = tokens(1).of(ID);

        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(tokens(1).subscription(token)).contains(ID);
        assertThat(tokens(2, 1).subscription(token)).contains(ID);
        assertThat(tokens(2).subscription(token)).isEmpty();
    }

    @Test
    void nobody_makes_a_token_without_the_key() {
        var unsealed = new UnsubscribeTokens(SecretBox.open(new SecureRandom())).of(ID);

        assertThat(tokens(1).subscription(unsealed)).isEmpty();
    }

    @Test
    void no_change_to_a_token_leads_anywhere() {
        var tokens = tokens(1);
        var bytes = Base64.getUrlDecoder().decode(tokens.of(ID));
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            var changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(tokens.subscription(text)).isEmpty();
        }
        assertThat(tokens.subscription("")).isEmpty();
        assertThat(tokens.subscription("%%%")).isEmpty();
        assertThat(tokens.subscription("A".repeat(10_000))).isEmpty();
    }
}
